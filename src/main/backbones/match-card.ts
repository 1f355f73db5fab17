import type { BackboneCard, OutputAxis } from '@shared/contract/backbone-card'
import { fail } from '@shared/domain/failure'
import type { DeclaredValue, ReadBackbone } from './read-backbone'

/** A card whose names and axes are all known from the file. */
export interface MatchedCard {
  readonly input: DeclaredValue
  /** Name of the edge that counts. */
  readonly output: string
  readonly outputAxes: readonly OutputAxis[]
}

/** TensorProto.DataType.FLOAT; 0 is unknown. */
const float = 1
const elementTypes: Readonly<Record<number, string>> = {
  6: 'int32',
  7: 'int64',
  10: 'float16',
  11: 'float64',
  16: 'bfloat16',
  3: 'int8',
  2: 'uint8',
}

/**
 * Holds a card against the file that it describes: names, number of axes, types and sizes.
 * @param name of the file, for messages
 * @throws Failure `invalid-argument` where they do not fit; `unsupported` for several inputs or other numbers than float32
 */
export function matchCard({ graph }: ReadBackbone, card: BackboneCard, name: string): MatchedCard {
  const input = inputOf(graph.inputs, card, name)
  requireFloat(input, 'input', name)
  checkAxes(input, card, name)
  const output = outputOf(graph, card, name)
  requireFloat(output, 'output', name)
  const hasBatch = card.input.axes.some((axis) => axis === 'batch')
  const outputAxes = card.output.axes ?? defaultAxes(output.dims?.length ?? 2, hasBatch)
  if (output.dims !== null && output.dims.length !== outputAxes.length)
    misfit(name, `its output ${output.name} has ${output.dims.length} axes; the card names ${outputAxes.length} (${outputAxes.join(', ')})`)
  return { input, output: output.name, outputAxes }
}

function inputOf(inputs: readonly DeclaredValue[], { input: { name: wanted } }: BackboneCard, name: string): DeclaredValue {
  const [first, ...others] = inputs
  const list = inputs.map((input) => input.name).join(', ')
  if (!first) return misfit(name, 'it reads nothing')
  if (wanted !== undefined && !inputs.some((input) => input.name === wanted)) misfit(name, `it has no input ${wanted}; it has ${list}`)
  if (others.length === 0) return first
  return fail(
    'unsupported',
    `${name} wants ${inputs.length} inputs (${list}); a backbone reads one.`,
    'Export it with constants in the others, such as its state.',
  )
}

function outputOf({ nodes, outputs }: ReadBackbone['graph'], { output: { name: wanted } }: BackboneCard, name: string): DeclaredValue {
  const [first, ...others] = outputs
  if (wanted === undefined) {
    if (first && others.length === 0) return first
    return misfit(name, `it has ${outputs.length} outputs (${outputs.map((output) => output.name).join(', ')}); the card names none`)
  }
  const declared = outputs.find((output) => output.name === wanted)
  if (declared) return declared
  if (nodes.some((node) => node.outputs.includes(wanted))) return { name: wanted, elementType: 0, dims: null }
  return misfit(
    name,
    `it has no output ${wanted}, and no edge of that name; its outputs are ${outputs.map((output) => output.name).join(', ')}`,
  )
}

function requireFloat({ name: edge, elementType }: DeclaredValue, what: string, name: string): void {
  if (elementType === float || elementType === 0) return
  const type = elementTypes[elementType] ?? `type ${elementType}`
  fail('unsupported', `${name} has an ${what} ${edge} of ${type}; float32 is wanted.`, 'Export it with float32 inputs and outputs.')
}

/** Sizes that the file fixes; those of samples and frames are checked where excerpts are known. */
function checkAxes({ name: edge, dims }: DeclaredValue, { input }: BackboneCard, name: string): void {
  if (dims === null) return
  const { axes } = input
  if (dims.length !== axes.length)
    misfit(name, `its input ${edge} has ${dims.length} axes (${describeDims(dims)}); the card names ${axes.length} (${axes.join(', ')})`)
  for (const [index, axis] of axes.entries()) {
    const size = dims[index] ?? null
    if (size === null) continue
    if ((axis === 'batch' || axis === 'channel') && size !== 1)
      misfit(name, `its input ${edge} has ${size} along ${axis}, where 1 is given`)
    if (axis === 'bands' && input.kind === 'mel' && size !== input.bands)
      misfit(name, `its input ${edge} has ${size} bands; the card says ${input.bands}`)
  }
}

/** @throws Failure `invalid-argument` where the file wants another number of samples or frames than an excerpt's windows have */
export function checkLength(
  { name: edge, dims }: DeclaredValue,
  { input }: BackboneCard,
  axis: 'samples' | 'frames',
  given: number,
  name: string,
): void {
  const index = input.axes.findIndex((one) => one === axis)
  const size = dims?.[index] ?? null
  if (size === null || size === given) return
  misfit(name, `its input ${edge} wants ${size} ${axis}; by the card there are ${given} at ${input.sampleRate} Hz`)
}

function defaultAxes(rank: number, hasBatch: boolean): OutputAxis[] {
  const ends: OutputAxis[] = hasBatch ? ['batch', 'units'] : ['units']
  const times = Array.from({ length: Math.max(0, rank - ends.length) }, (): OutputAxis => 'time')
  return hasBatch ? ['batch', ...times, 'units'] : [...times, 'units']
}

function describeDims(dims: readonly (number | null)[]): string {
  return dims.map((size) => size ?? '?').join(' × ')
}

function misfit(name: string, reason: string): never {
  return fail('invalid-argument', `The card does not fit ${name}: ${reason}.`, 'Correct the card; docs/formats.md shows its form.')
}
