import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importArchive, previewArchive } from '@main/labelling/archive/import-archive'
import { exportArchive } from '@main/labelling/archive/export-archive'
import { checkDatabase } from '@main/store/check'
import type { ArchiveContent } from '@shared/domain/archive-columns'
import { undoStackOf } from '@main/undo-of-library'
import { atOnce } from '../../../helpers/archive-pace'
import { act, type LabelAction, labelActions } from '../../../helpers/label-actions'
import { labelState } from '../../../helpers/label-state'
import { temporaryFolder } from '../../../helpers/library'
import { longestMs, sized } from '../../../helpers/long'
import { createTestContext, type TestContext } from '../../../helpers/service-context'
import { addTaggedTracks, type EmotionTag } from '../../../helpers/tagged-tracks'

const tags: readonly (readonly EmotionTag[])[] = [
  [
    ['calmness', 3],
    ['sadness', 1],
  ],
  [['happiness', 5]],
  [
    ['anger', 2],
    ['calmness', 2],
  ],
  [],
]
const formats = ['csv', 'json', 'parquet'] as const

/** A clock that goes on by some milliseconds with each look, sometimes by none. */
function ticking(test: TestContext): TestContext {
  let tick = 0
  const now = (): Date => new Date(Date.UTC(2026, 0, 2) + Math.floor((tick += 1) / 2))
  return { ...test, context: { ...test.context, now } }
}

/** A library with tracks in another order, so that ids differ. */
function fresh() {
  const test = createTestContext()
  addTaggedTracks(test.library.database, [[]])
  test.library.database.exec('DELETE FROM tracks')
  const other = addTaggedTracks(test.library.database, tags)
  const rename = test.library.database.prepare('UPDATE tracks SET external_id = ?, title = ?, artist = ? WHERE id = ?')
  const ids = other.toReversed()
  other.forEach((id, index) => rename.run(`temporary ${index}`, '', '', id))
  ids.forEach((id, index) => rename.run(`song-${index + 1}`, `Track ${index + 1}`, `Artist ${index + 1}`, id))
  return test
}

/** The state with the current labels by track, because ids of tracks differ. */
function stateOf({ library }: TestContext) {
  const { current, ...state } = labelState(library.database)
  return { ...state, current: new Map(current.map(({ track, ...label }) => [track, label])) }
}

/** A library that users worked on, its labels exported, and another one with the same tracks that imported them. */
async function roundTrip(actions: readonly LabelAction[], content: ArchiveContent, format: (typeof formats)[number]) {
  const source = ticking(createTestContext())
  const trackIds = addTaggedTracks(source.library.database, tags)
  for (const action of actions) act(source, trackIds, action)
  const state = stateOf(source)
  fc.pre(state.labels.some(({ isPresent }) => content === 'all' || isPresent))
  const path = join(temporaryFolder(), `labels.${format}`)
  const { labels } = await exportArchive(source.context, { path, content, format }, atOnce)
  const target = ticking(fresh())
  const load = () => importArchive(target.context, { path, createTracks: false }, atOnce)
  const before = stateOf(target)
  const preview = await previewArchive(target.context, { path, createTracks: false }, atOnce)
  expect(stateOf(target)).toEqual(before)
  const result = await load()
  expect(result).toEqual(preview)
  expect(result).toMatchObject({ imported: labels, unmatched: [] })
  expect(checkDatabase(target.library.database)).toEqual([])
  return { source, target, state, load }
}

describe('a label archive', () => {
  it.each(formats)(
    'of everything, as %s, imports to the same state, and again adds nothing',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(labelActions(tags.length, 24), async (actions) => {
          const { target, state, load } = await roundTrip(actions, 'all', format)
          expect(stateOf(target)).toEqual(state)
          expect(await load()).toMatchObject({
            imported: 0,
            unmatched: [],
            archive: { versions: 0, excerpts: 0, unchanged: state.labels.length },
          })
          expect(stateOf(target)).toEqual(state)
        }),
        { numRuns: sized(10, 150) },
      )
    },
    longestMs,
  )

  it.each(formats)(
    'of what is present, as %s, imports to the same current labels, which undo takes back',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(labelActions(tags.length, 24), async (actions) => {
          const { target, state } = await roundTrip(actions, 'current', format)
          const present = ({ current, excerpts }: typeof state) => ({
            current: new Map([...current].map(([track, { version: _, ...label }]) => [track, label])),
            excerpts: excerpts.filter(({ deletedAt }) => deletedAt === null),
          })
          const imported = present(stateOf(target))
          expect(imported).toEqual(present(state))
          undoStackOf(target.library).undo()
          expect(present(stateOf(target))).toEqual({ current: new Map(), excerpts: [] })
          undoStackOf(target.library).redo()
          expect(present(stateOf(target))).toEqual(imported)
          expect(checkDatabase(target.library.database)).toEqual([])
        }),
        { numRuns: sized(5, 75) },
      )
    },
    longestMs,
  )
})
