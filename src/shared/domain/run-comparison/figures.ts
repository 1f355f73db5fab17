import { type Dimension, dimensions } from '../plane'

/** How predictions of one dimension agree with its labels. */
export const agreementKeys = ['mae', 'mse', 'r2', 'pearson', 'ccc'] as const
export type AgreementKey = (typeof agreementKeys)[number]

/** How often predictions lie in the quadrant of the label: over all tracks, and balanced over the quadrants. */
export const quadrantFigures = ['right', 'balanced'] as const
export type QuadrantFigure = (typeof quadrantFigures)[number]

/** A figure by which models are compared. */
export type FigureKey = `${Dimension}.${AgreementKey}` | QuadrantFigure

interface FigureDescriptor {
  /** As the head of a column says it. */
  readonly title: string
  readonly explanation: string
  readonly smallerIsBetter: boolean
}

export const agreementDescriptors: Readonly<Record<AgreementKey, FigureDescriptor>> = {
  mae: { title: 'MAE', explanation: 'Mean absolute error: smaller is better', smallerIsBetter: true },
  mse: { title: 'MSE', explanation: 'Mean squared error: smaller is better', smallerIsBetter: true },
  r2: { title: 'R²', explanation: 'Coefficient of determination: 1 is perfect, 0 is no better than the mean', smallerIsBetter: false },
  pearson: { title: 'r', explanation: 'Pearson’s correlation', smallerIsBetter: false },
  ccc: {
    title: 'CCC',
    explanation: 'Concordance correlation: 1 only where predictions equal labels in mean and deviation too',
    smallerIsBetter: false,
  },
}

export const quadrantFigureDescriptors: Readonly<Record<QuadrantFigure, FigureDescriptor>> = {
  right: { title: 'right quadrant', explanation: 'Share of the tracks predicted in the quadrant of the label', smallerIsBetter: false },
  balanced: { title: 'balanced', explanation: 'The same with each quadrant counting alike', smallerIsBetter: false },
}

/** The key of a figure of one dimension. */
export const figureOf = (dimension: Dimension, key: AgreementKey): FigureKey => `${dimension}.${key}`

/** Every figure, in the order in which tables show them: valence, arousal, quadrants. */
export const figureKeys: readonly FigureKey[] = [
  ...dimensions.flatMap((dimension) => agreementKeys.map((key) => figureOf(dimension, key))),
  ...quadrantFigures,
]

const descriptors: ReadonlyMap<string, FigureDescriptor & { readonly full: string }> = new Map([
  ...dimensions.flatMap((dimension) =>
    agreementKeys.map(
      (key) =>
        [figureOf(dimension, key), { ...agreementDescriptors[key], full: `${agreementDescriptors[key].title} ${dimension}` }] as const,
    ),
  ),
  ...quadrantFigures.map((key) => [key, { ...quadrantFigureDescriptors[key], full: quadrantFigureDescriptors[key].title }] as const),
])

/** A figure in words, such as "R² arousal". */
export const titleOfFigure = (key: FigureKey): string => descriptors.get(key)?.full ?? key

/** Whether a smaller value is the better one. */
export const smallerIsBetter = (key: FigureKey): boolean => descriptors.get(key)?.smallerIsBetter ?? false

/** Whether a figure says how predictions vary with labels, which the same prediction for all tracks cannot. */
export const isCorrelation = (key: FigureKey): boolean => key.endsWith('.pearson')

/** The figures of one compared entry; null where one cannot be computed. */
export type Figures = Readonly<Record<FigureKey, number | null>>

/** Makes a record with a value for every figure. */
export function figuresWith<Value>(valueOf: (key: FigureKey, index: number) => Value): Record<FigureKey, Value> {
  const of = (key: FigureKey): Value => valueOf(key, figureKeys.indexOf(key))
  return {
    'valence.mae': of('valence.mae'),
    'valence.mse': of('valence.mse'),
    'valence.r2': of('valence.r2'),
    'valence.pearson': of('valence.pearson'),
    'valence.ccc': of('valence.ccc'),
    'arousal.mae': of('arousal.mae'),
    'arousal.mse': of('arousal.mse'),
    'arousal.r2': of('arousal.r2'),
    'arousal.pearson': of('arousal.pearson'),
    'arousal.ccc': of('arousal.ccc'),
    right: of('right'),
    balanced: of('balanced'),
  }
}
