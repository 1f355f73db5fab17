import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { publishedScheme } from '@shared/domain/schemes/published'
import { deriveLabels } from '@main/labelling/derive-labels'
import { createLabelMoveHandlers } from '@main/labelling/moved-labels'
import { byHand } from '../../helpers/schemes'
import { addFile } from '../../helpers/track'
import { createTestContext } from '../../helpers/service-context'

function twoVersions() {
  const { context } = createTestContext({
    tracks: [[['calmness', 3]], [['calmness', 1], ['anger', 1]], [['anger', 2]]], // prettier-ignore
  })
  const withoutCalmness = byHand({ calmness: 0 })
  const before = { versionId: deriveLabels(context, publishedScheme, '').version }
  const after = { versionId: deriveLabels(context, withoutCalmness, '').version }
  return { context, handlers: createLabelMoveHandlers(context), before, after, withoutCalmness }
}

it('lays two versions side by side, and a draft beside a version, track by track', async () => {
  const { handlers, before, after, withoutCalmness } = twoVersions()
  const pair = await handlers['labels.pair']({ before, after })
  expect([...pair.trackIds]).toEqual([1, 2, 3])
  expect(pair.after.valence[0]).toBeNaN()
  expect(pair.before.valence[2]).toBe(pair.after.valence[2])
  expect(pair.before.valence[1]).not.toBe(pair.after.valence[1])
  expect(await handlers['labels.pair']({ before, after: { scheme: withoutCalmness } })).toEqual(pair)
})

it('writes all moved tracks as CSV on the wanted scale; a lost label has empty cells', async () => {
  const { context, handlers, before, after } = twoVersions()
  addFile(context.library(), 2, '/music/2.wav')
  const path = join(mkdtempSync(join(tmpdir(), 'moved-')), 'moved.csv')
  expect(await handlers['labels.exportMoved']({ before, after, path, scale: '0-1' })).toEqual({ path, moved: 2 })
  const [moved, lost] = parse<Record<string, string>>(readFileSync(path, 'utf8'), { columns: true })
  expect(moved?.path).toBe('/music/2.wav')
  expect(Number(moved?.valenceAfter)).toBeLessThan(0.5)
  expect(Number(moved?.shiftValence)).toBeCloseTo(Number(moved?.valenceAfter) - Number(moved?.valenceBefore), 12)
  expect([lost?.valenceAfter, lost?.quadrantAfter, lost?.distance, lost?.quadrantBefore]).toEqual(['', '', '', 'Q4'])
})

it('refuses an unknown version and versions without a common track, and writes nothing', async () => {
  const { handlers, before } = twoVersions()
  const folder = mkdtempSync(join(tmpdir(), 'moved-'))
  const path = join(folder, 'moved.csv')
  const unknown = { before, after: { versionId: 99 }, path, scale: '0-1' } as const
  expect(() => handlers['labels.exportMoved'](unknown)).toThrow('There is no label version 99')
  const none = { scheme: byHand({ calmness: 0, anger: 0 }) }
  expect(() => handlers['labels.exportMoved']({ ...unknown, after: none })).toThrow(/no track in common/)
  expect(readdirSync(folder)).toEqual([])
})
