// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { Embedding } from '@shared/contract/embeddings'
import { useJobsStore } from '@renderer/api/stores/jobs-store'
import EmbeddingsDialog from '@renderer/training/EmbeddingsDialog.vue'
import { jobOf } from '../../helpers/job'
import { giveWindowApi } from '../../helpers/window-api'
import { answer, refusal } from '../helpers/answers'
import { openDialog } from '../helpers/open-dialog'
import { all, get, isDisabled, pageText, press } from '../helpers/page'

const vectors = (id: number, name: string): Embedding => ({
  id,
  name,
  origin: 'trained',
  kinds: ['lyrics'],
  settings: null,
  source: null,
  words: 3021,
  size: 300,
  vocabularyDigest: '',
  coverage: { lyrics: { texts: 96, tokens: 1000, coveredTokens: 900, uncoveredTexts: 2 } },
  createdAt: '2026-01-02T03:04:05.000Z',
})

async function open(embeddings: readonly Embedding[], answers: Parameters<typeof giveWindowApi>[0] = {}) {
  const api = giveWindowApi({
    'jobs.list': answer([]),
    'embeddings.coverage': answer({ lyrics: { texts: 96, tokens: 1000, coveredTokens: 982, uncoveredTexts: 0 } }),
    'embeddings.neighbours': answer([{ word: 'sorrow', similarity: 0.71 }]),
    'embeddings.train': answer({ jobId: 'job' }),
    'embeddings.delete': answer(null),
    ...answers,
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  await useJobsStore().refresh()
  const asked = (name: string): unknown[] => api.calls.filter((call) => call.name === name).map(({ argument }) => argument)
  return { asked, ...(await openDialog(EmbeddingsDialog, { embeddings }, { pinia })) }
}
const coverage = (): string[] => all('[data-testid=coverage]').map((line) => line.text())

async function lookUp(word: string): Promise<void> {
  await get('[data-testid=nearest-word] input').setValue(word)
  await get('[aria-label="Nearest words"] form').trigger('submit')
  await flushPromises()
}

describe('word vectors', () => {
  it('are explained where there are none', async () => {
    await open([])
    expect(pageText()).toContain('None yet. Without any, the first text network learns small ones for itself.')
    expect(coverage()).toEqual([])
  })

  it('show how much of the present texts they cover; as they were made where that is not known', async () => {
    await open([vectors(1, 'Mine')])
    expect(coverage()).toEqual(['lyrics: 98.2 % of 1,000 words covered'])
    document.body.replaceChildren()
    await open([vectors(1, 'Mine')], { 'embeddings.coverage': refusal() })
    expect(coverage()).toEqual(['lyrics: 90.0 % of 1,000 words covered; 2 of 96 texts without any known word'])
  })

  it('show the nearest words, of other vectors too when these are chosen', async () => {
    const { asked } = await open([vectors(1, 'Mine'), vectors(2, 'Older')])
    await lookUp(' Sad ')
    expect(get('[data-testid=nearest-words]').text()).toBe('sorrow0.71')
    await all('.list button')[1]?.trigger('click')
    await flushPromises()
    expect(asked('embeddings.neighbours')).toMatchObject([
      { embeddingId: 1, word: 'sad' },
      { embeddingId: 2, word: 'sad' },
    ])
  })

  it('say that a word has no vector', async () => {
    await open([vectors(1, 'Mine')], { 'embeddings.neighbours': refusal('“zzz” has no vector.') })
    await lookUp('zzz')
    expect(get('[aria-label="Nearest words"] [role=status]').text()).toBe('“zzz” has no vector. Try another.')
  })

  it('are deleted after a question', async () => {
    const { asked } = await open([vectors(1, 'Mine')])
    await press('Delete Mine…')
    expect(pageText()).toContain('“Mine” is deleted. Runs and models keep the vectors that they were trained with.')
    expect(asked('embeddings.delete')).toEqual([])
    await press('Delete')
    expect(asked('embeddings.delete')).toEqual([{ embeddingId: 1 }])
  })

  it('are learnt from the chosen texts with the chosen settings', async () => {
    const { asked } = await open([])
    await all('.kind input')[1]?.setValue(false)
    await press('Learn from this library')
    expect(asked('embeddings.train')).toMatchObject([{ kinds: ['lyrics'], settings: { size: 300 } }])
    await all('.kind input')[0]?.setValue(false)
    expect(isDisabled('Learn from this library')).toBe(true)
  })

  it('show the job that makes them instead of its buttons', async () => {
    await open([], { 'jobs.list': answer([jobOf({ kind: 'embedding', title: 'Word vectors of lyrics' })]) })
    expect(pageText()).toContain('Word vectors of lyrics')
    expect(all('[data-testid=embedding-train]')).toEqual([])
  })
})
