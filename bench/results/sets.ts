import type { FigureKey } from '@shared/domain/run-comparison/figures'

/** A run that is trained on a development set, as options of `train`. */
interface TrainedRun {
  readonly name: string
  readonly options: readonly string[]
}

/** A row of a table: a run, `RUN:BASELINE`, and what it is called there. */
interface Row {
  readonly model: string
  readonly title: string
}

/** A paired difference of two models, with how large it should be at least and have an interval above 0; left out: it has no goal. */
interface Difference {
  readonly one: string
  readonly other: string
  readonly goal?: number
}

/** Songs or texts with labels, and what is trained on them and said of it. */
export interface DevelopmentSet {
  /** Between the markers of this name its tables stand in docs/results.md. */
  readonly name: string
  readonly kind: 'music' | 'comments'
  /** Table of labels under ../shared/data. */
  readonly table: string
  /** How it is frozen, as options of `dataset freeze`; texts are frozen as they are. */
  readonly frozen: readonly string[]
  /** Column of the table that stands for the artist of a song; left out: what the file says. */
  readonly artist?: string
  readonly figures: readonly FigureKey[]
  readonly compared: readonly FigureKey[]
  readonly runs: readonly TrainedRun[]
  readonly rows: readonly Row[]
  readonly differences: readonly Difference[]
}

const agreements: readonly FigureKey[] = ['valence.r2', 'arousal.r2', 'valence.ccc', 'arousal.ccc', 'right']
const publishedAndRecommended: readonly TrainedRun[] = [
  { name: 'published', options: [] },
  { name: 'recommended', options: ['--preset', 'recommended'] },
]

/** Rated texts have valence alone; their ridge regression reads a lexicon score and mean word vectors too. */
const texts = (name: string): DevelopmentSet => ({
  name,
  kind: 'comments',
  table: `rated-texts/${name}.csv`,
  frozen: [],
  figures: ['valence.r2', 'valence.ccc', 'valence.mae'],
  compared: ['valence.r2'],
  runs: publishedAndRecommended,
  rows: [
    { model: 'recommended:mean', title: 'mean of the training texts' },
    { model: 'published', title: 'published network' },
    { model: 'recommended:ridge', title: 'ridge regression on TF-IDF' },
    { model: 'recommended', title: 'recommended network' },
    { model: 'recommended:stack', title: 'stack of network and baselines' },
  ],
  differences: [
    { one: 'recommended:stack', other: 'recommended:ridge', goal: 0 },
    { one: 'recommended', other: 'recommended:ridge' },
    { one: 'recommended', other: 'published' },
  ],
})

/** One excerpt from the middle of each song. */
const music: DevelopmentSet = {
  name: 'music',
  kind: 'music',
  frozen: ['--excerpts', 'middle'],
  table: 'real-music-dev/labels.csv',
  figures: agreements,
  compared: ['valence.r2', 'arousal.r2'],
  runs: publishedAndRecommended,
  rows: [
    { model: 'recommended:mean', title: 'mean of the training tracks' },
    { model: 'published', title: 'published network' },
    { model: 'recommended:ridge', title: 'ridge regression' },
    { model: 'recommended:forest', title: 'random forest' },
    { model: 'recommended:boosting', title: 'gradient boosting' },
    { model: 'recommended', title: 'recommended network' },
    { model: 'recommended:stack', title: 'stack of network and baselines' },
  ],
  differences: [
    { one: 'recommended:stack', other: 'recommended:boosting', goal: 0.03 },
    { one: 'recommended', other: 'recommended:boosting' },
    { one: 'recommended', other: 'published' },
  ],
}

/** What the recommended model is held against where the songs are cut or split in another way. */
const recommendedAlone = {
  runs: [{ name: 'recommended', options: ['--preset', 'recommended'] }],
  rows: [
    { model: 'recommended:boosting', title: 'gradient boosting' },
    { model: 'recommended', title: 'recommended network' },
    { model: 'recommended:stack', title: 'stack of network and baselines' },
  ],
  differences: [{ one: 'recommended:stack', other: 'recommended:boosting', goal: 0 }],
} as const satisfies Partial<DevelopmentSet>

/** Every development set: a row, a run or a difference more is one entry here. */
export const developmentSets: readonly DevelopmentSet[] = [
  music,
  { ...music, ...recommendedAlone, name: 'excerpts', frozen: ['--excerpts', '3'] },
  { ...music, ...recommendedAlone, name: 'packages', frozen: ['--excerpts', 'middle', '--group-by', 'artist'], artist: 'package' },
  texts('tweets'),
  texts('products'),
]
