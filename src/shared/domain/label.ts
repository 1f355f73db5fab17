/** Where a label comes from, in the order of precedence: of the sources that label a track, the first wins. */
export const labelSources = ['human', 'imported', 'tags', 'comments'] as const
export type LabelSource = (typeof labelSources)[number]

/** How a point is drawn on the plane. */
export const markerShapes = ['filled', 'square', 'ring', 'triangle', 'diamond'] as const
export type MarkerShape = (typeof markerShapes)[number]

/** How the window shows a source: its name, and the shape of its points. */
export interface SourceDescriptor {
  /** One word, the same in the filter, the legend, tables, tooltips and reports. */
  readonly title: string
  /** Completes “labels …”. */
  readonly phrase: string
  readonly shape: MarkerShape
}

export const sourceDescriptors: Readonly<Record<LabelSource, SourceDescriptor>> = {
  human: { title: 'people', phrase: 'placed by people', shape: 'filled' },
  imported: { title: 'imported', phrase: 'imported from a file', shape: 'square' },
  tags: { title: 'tags', phrase: 'derived from social tags', shape: 'ring' },
  comments: { title: 'comments', phrase: 'taken from comments', shape: 'triangle' },
}

/** What models predict lies on the plane beside labels, but is none. */
export const predictionDescriptor: SourceDescriptor = { title: 'models', phrase: 'predicted by models', shape: 'diamond' }

/** The word for the source of each shape. */
export function titleOfShape(wanted: MarkerShape): string {
  const descriptors = [...Object.values(sourceDescriptors), predictionDescriptor]
  return descriptors.find(({ shape }) => shape === wanted)?.title ?? ''
}

/** Rank of a source, 0 for the one that wins over all others. */
export function rankOfSource(source: LabelSource): number {
  return labelSources.indexOf(source)
}

/** Whether labels of a source win over those from tags, so that no scheme changes them. */
export function winsOverTags(source: LabelSource): boolean {
  return rankOfSource(source) < rankOfSource('tags')
}

/** One coordinate pair with its count, as the label formula takes it. */
export interface WeightedWord {
  readonly word: string
  readonly count: number
}

/** A word's coordinates on the plane, both in [−1, 1]. */
export interface WordCoordinates {
  readonly word: string
  readonly valence: number
  readonly arousal: number
}
