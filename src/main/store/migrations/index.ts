import type { LibraryDatabase } from '../library'
import { tracks0010 } from './0010-tracks'
import { tags0020 } from './0020-tags'
import { labels0030 } from './0030-labels'
import { runs0040 } from './0040-runs'
import { predictions0050 } from './0050-predictions'
import { datasetSamples0060 } from './0060-dataset-samples'
import { datasetLeak0061 } from './0061-dataset-leak'
import { embeddings0070 } from './0070-embeddings'
import { runLeak0080 } from './0080-run-leak'
import { idsInPaths0090 } from './0090-ids-in-paths'
import { schemeKinds0100 } from './0100-scheme-kinds'
import { predictionsOfTrainingTracks0101 } from './0101-predictions-of-training-tracks'
import { excerptsOfSamples0112 } from './0112-excerpts-of-samples'
import { labelsOfExcerpts0118 } from './0118-labels-of-excerpts'
import { checkedSets0120 } from './0120-checked-sets'
import { labelsOfOneDimension0124 } from './0124-labels-of-one-dimension'
import { tagMapping0126 } from './0126-tag-mapping'
import { predictionsOverTime0129 } from './0129-predictions-over-time'
import { earlierNames0130 } from './0130-earlier-names'
import { computedOn0131 } from './0131-computed-on'
import { lostDevice0140 } from './0140-lost-device'
import { baselines0150 } from './0150-baselines'
import { baselinesAsModels0151 } from './0151-baselines-as-models'
import { datasetOrder0156 } from './0156-dataset-order'
import { crossValidation0157 } from './0157-cross-validation'
import { levelShift0158 } from './0158-level-shift'
import { textsOfVectors0160 } from './0160-texts-of-vectors'
import { searches0162 } from './0162-searches'
import { backbones0170 } from './0170-backbones'
import { labelsOfOneDimensionInDatasets0175 } from './0175-labels-of-one-dimension-in-datasets'
import { notesOfRuns0178 } from './0178-notes-of-runs'

/**
 * One step of the library's schema; `version` becomes SQLite's user_version. A step is SQL, or code where SQL does not suffice: to rebuild
 * a table with `rebuildTable`, or to compute new values. It runs in a transaction with foreign keys off. Code uses nothing that may change
 * later, such as the functions of the domain.
 */
export type Migration =
  { readonly version: number; readonly sql: string } | { readonly version: number; readonly apply: (database: LibraryDatabase) => void }

/** All steps in rising order. A step that has been released is never changed; a new one follows it. */
export const migrations: readonly Migration[] = [
  { version: 10, sql: tracks0010 },
  { version: 20, sql: tags0020 },
  { version: 30, sql: labels0030 },
  { version: 40, sql: runs0040 },
  { version: 50, sql: predictions0050 },
  { version: 60, sql: datasetSamples0060 },
  { version: 61, sql: datasetLeak0061 },
  { version: 70, sql: embeddings0070 },
  { version: 80, sql: runLeak0080 },
  { version: 90, apply: idsInPaths0090 },
  { version: 100, sql: schemeKinds0100 },
  { version: 101, sql: predictionsOfTrainingTracks0101 },
  { version: 112, apply: excerptsOfSamples0112 },
  { version: 118, sql: labelsOfExcerpts0118 },
  { version: 120, sql: checkedSets0120 },
  { version: 124, sql: labelsOfOneDimension0124 },
  { version: 126, sql: tagMapping0126 },
  { version: 129, sql: predictionsOverTime0129 },
  { version: 130, sql: earlierNames0130 },
  { version: 131, sql: computedOn0131 },
  { version: 140, sql: lostDevice0140 },
  { version: 150, sql: baselines0150 },
  { version: 151, sql: baselinesAsModels0151 },
  { version: 156, sql: datasetOrder0156 },
  { version: 157, sql: crossValidation0157 },
  { version: 158, sql: levelShift0158 },
  { version: 160, sql: textsOfVectors0160 },
  { version: 162, sql: searches0162 },
  { version: 170, sql: backbones0170 },
  { version: 175, apply: labelsOfOneDimensionInDatasets0175 },
  { version: 178, sql: notesOfRuns0178 },
]
