// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import HeardRule from '@renderer/annotate/HeardRule.vue'
import { type RuleSource, useDrawnRule } from '@renderer/annotate/use-drawn-rule'
import type { Dataset } from '@shared/contract/datasets'
import { defaultExcerptRule, type ExcerptRule } from '@shared/domain/excerpt-rule'
import { datasetOf } from '../../helpers/dataset'
import { giveWindowApi } from '../../helpers/window-api'
import { answer } from '../helpers/answers'
import { enter } from '../helpers/enter'
import { inComponent } from '../helpers/in-component'
import { mountComponent } from '../helpers/mount-component'
import { get } from '../helpers/page'

const every10 = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
const named = (name: string, part: Partial<Dataset['settings']>): Dataset =>
  datasetOf({ name, settings: { ...datasetOf().settings, ...part } })

describe('the rule that Annotate draws', () => {
  const drawnBy = async (datasets: Dataset[]) => {
    const api = giveWindowApi({
      'datasets.list': () => ({ ok: true, value: datasets }),
      'settings.set': (change) => ({ ok: true, value: change }),
    })
    const drawn = await inComponent(useDrawnRule)
    await flushPromises()
    return { api, drawn }
  }

  it('is that of the newest dataset that hears audio, else that of the study', async () => {
    const texts = named('Texts', { modalities: ['lyrics'] })
    const { api, drawn } = await drawnBy([texts, named('Short', { excerptRule: every10 }), datasetOf()])
    expect([drawn.rule.value, drawn.source.value]).toEqual([every10, { kind: 'dataset', name: 'Short' }])
    expect((await drawnBy([texts])).drawn.source.value).toEqual({ kind: 'study' })
    expect(api.calls.map(({ name }) => name)).toEqual(['datasets.list'])
  })

  it('is one of the user’s own from when it is set until it is given up', async () => {
    const { api, drawn } = await drawnBy([named('Short', { excerptRule: every10 })])
    const own = { ...every10, lengthSeconds: 30 }
    await drawn.draw(own)
    expect([drawn.rule.value, drawn.source.value, drawn.followed.value]).toEqual([own, { kind: 'own' }, every10])
    await drawn.draw(null)
    expect(drawn.rule.value).toEqual(every10)
    expect(api.calls.filter(({ name }) => name === 'settings.set').map(({ argument }) => argument)).toEqual([
      { drawnRule: own },
      { drawnRule: null },
    ])
  })

  it('follows a dataset that is frozen later', async () => {
    const datasets = [datasetOf()]
    const { api, drawn } = await drawnBy(datasets)
    datasets.unshift(named('Short', { excerptRule: every10 }))
    api.send({ type: 'changed', topics: ['datasets'] })
    await flushPromises()
    expect(drawn.rule.value).toEqual(every10)
  })
})

describe('the words for the stripes', () => {
  const open = async (rule: ExcerptRule, source: RuleSource, striped = true) => {
    giveWindowApi({ 'datasets.list': answer([]) })
    const shown = await mountComponent(HeardRule, { rule, source, followed: defaultExcerptRule, striped })
    await get('[data-testid=heard-rule]').trigger('click')
    return shown
  }

  it('name the rule and whose it is', async () => {
    await open(every10, { kind: 'dataset', name: 'Short' })
    expect(get('[data-testid=heard-rule]').text()).toBe('10 s, every second of them (of Short)')
  })

  it('explain the stripes only where there are some', async () => {
    expect((await open(every10, { kind: 'study' })).text()).toContain('heard')
    expect((await open(every10, { kind: 'study' }, false)).text()).not.toContain('heard')
  })

  it('offer another rule, whose length and pattern can be set', async () => {
    const shown = await open(defaultExcerptRule, { kind: 'study' })
    await get('[data-testid=rule-own]').setValue(true)
    expect(shown.emitted('draw')).toEqual([[defaultExcerptRule]])
    document.body.replaceChildren()
    const own = await open(defaultExcerptRule, { kind: 'own' })
    enter(own, 'rule-seconds', 20)
    enter(own, 'rule-seconds', 4)
    enter(own, 'rule-pattern', 'Every second')
    await get('[data-testid=rule-followed]').setValue(true)
    expect(own.emitted('draw')).toEqual([
      [{ ...defaultExcerptRule, lengthSeconds: 20 }],
      [{ lengthSeconds: 73, segmentSeconds: 1, keptSegmentSeconds: 1 }],
      [null],
    ])
  })
})
