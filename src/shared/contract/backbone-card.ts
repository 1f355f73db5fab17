import { z } from 'zod'
import { fail } from '../domain/failure'

/** What an axis of a backbone's input or output runs along. */
const waveformAxes = ['batch', 'channel', 'samples'] as const
const melAxes = ['batch', 'channel', 'bands', 'frames'] as const
const outputAxes = ['batch', 'time', 'units'] as const

/** Where the frames of a spectrum lie: as long as the window or the transform and wholly within, or centred, with zeros or mirrored. */
const framings = ['window', 'fft', 'centred', 'reflected'] as const
export const poolings = ['mean', 'mean+deviation', 'maximum'] as const

const count = z.number().int().min(1)

/** Windows that are read one by one; their outputs are pooled. What does not fill a window is left out. */
const windowsSchema = z.strictObject({
  lengthSeconds: z.number().min(0.01).max(120),
  hopSeconds: z.number().min(0.01).max(120),
})

const commonInput = {
  /** Name of the graph's input; left out: the only one that it has. */
  name: z.string().min(1).optional(),
  /** Samples a second that it wants. */
  sampleRate: z.number().int().min(4000).max(192_000),
  /** Null: it reads the whole excerpt at once. */
  windows: windowsSchema.nullable().default(null),
}

const waveformSchema = z.strictObject({
  kind: z.literal('waveform'),
  ...commonInput,
  axes: axesOf(waveformAxes, ['samples']).default(['batch', 'samples']),
})

/** How powers of mel bands become what the backbone reads. */
const logarithmSchema = z.discriminatedUnion('unit', [
  z.strictObject({
    /** Decibels of the band, at least `floor` before. */
    unit: z.literal('db'),
    floor: z.number().positive().default(1e-10),
    /** What counts as 0 dB: 1, or the loudest band of the window. */
    reference: z.enum(['one', 'maximum']).default('one'),
    /** Everything quieter than the loudest band by more is raised to it; null: nothing is. */
    range: z.number().positive().nullable().default(null),
  }),
  /** log(max(value, floor) + offset) */
  z.strictObject({ unit: z.enum(['ln', 'log10']), floor: z.number().min(0).default(0), offset: z.number().min(0).default(0) }),
  z.strictObject({ unit: z.literal('none') }),
])

const melSchema = z.strictObject({
  kind: z.literal('mel'),
  ...commonInput,
  fftSize: count.max(16_384),
  windowSamples: count.max(16_384),
  hopSamples: count.max(16_384),
  window: z.enum(['hann', 'hamming', 'rectangular']).default('hann'),
  framing: z.enum(framings).default('centred'),
  bands: count.max(512),
  lowHz: z.number().min(0).default(0),
  /** Null: half of the sample rate. */
  highHz: z.number().positive().nullable().default(null),
  scale: z.enum(['slaney', 'htk']).default('slaney'),
  /** `slaney`: triangles of equal area; `none`: of equal height. */
  norm: z.enum(['slaney', 'none']).default('slaney'),
  /** 2: of powers; 1: of magnitudes. */
  power: z.union([z.literal(1), z.literal(2)]).default(2),
  log: logarithmSchema,
  /** (value − mean) / deviation, last of all. */
  normalisation: z.strictObject({ mean: z.number(), deviation: z.number().positive() }).default({ mean: 0, deviation: 1 }),
  axes: axesOf(melAxes, ['bands', 'frames']).default(['batch', 'bands', 'frames']),
})

/**
 * What has to be known of a backbone beside its ONNX file: how audio becomes what it reads, which of its outputs counts, and how that
 * becomes one vector for an excerpt.
 */
export const backboneCardSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    licence: z.string().trim().min(1).max(200),
    input: z.discriminatedUnion('kind', [waveformSchema, melSchema]),
    output: z
      .strictObject({
        /** An output of the graph, or any edge within it; left out: its only output. */
        name: z.string().min(1).optional(),
        /** Left out: units last, batch first where it has one, time between them. */
        axes: axesOf(outputAxes, ['units'], 'time').optional(),
      })
      .default({}),
    /** Over time and windows. */
    pooling: z.enum(poolings).default('mean'),
  })
  .superRefine(({ input }, context) => {
    for (const message of problemsOf(input)) context.addIssue({ code: 'custom', path: ['input'], message })
  })
export type BackboneCard = z.infer<typeof backboneCardSchema>
export type BackboneInput = BackboneCard['input']
export type MelInput = z.infer<typeof melSchema>
export type OutputAxis = (typeof outputAxes)[number]

/** Axes of which some must be there; each but `repeated` once. */
function axesOf<const Axes extends readonly [string, ...string[]]>(
  names: Axes,
  needed: readonly Axes[number][],
  repeated?: Axes[number],
): z.ZodType<Axes[number][], Axes[number][]> {
  return z
    .array(z.enum(names))
    .refine((axes) => needed.every((name) => axes.includes(name)), { message: `must hold ${needed.join(' and ')}` })
    .refine((axes) => axes.every((name, index) => name === repeated || axes.indexOf(name) === index), {
      message: 'must hold each axis once',
    })
}

function problemsOf(input: BackboneInput): string[] {
  if (input.kind === 'waveform') return []
  const { fftSize, windowSamples, sampleRate, lowHz, highHz, log } = input
  const high = highHz ?? sampleRate / 2
  return [
    ...(windowSamples > fftSize ? [`windowSamples (${windowSamples}) must not exceed fftSize (${fftSize})`] : []),
    ...(high > sampleRate / 2 ? [`highHz (${high}) must not exceed half of sampleRate (${sampleRate / 2})`] : []),
    ...(lowHz >= high ? [`lowHz (${lowHz}) must be below highHz (${high})`] : []),
    ...((log.unit === 'ln' || log.unit === 'log10') && log.floor + log.offset === 0
      ? ['log needs a floor or an offset above 0: silence has no logarithm']
      : []),
  ]
}

/** A card to begin one's own with: a model of mel bands, whose inner edge `gelu` is read. */
export const exampleCard = {
  name: 'EfficientNet of VibeNet',
  licence: 'GPL-3.0-or-later',
  input: {
    kind: 'mel',
    sampleRate: 16000,
    windows: null,
    fftSize: 1024,
    windowSamples: 640,
    hopSamples: 320,
    framing: 'window',
    bands: 128,
    lowHz: 0,
    highHz: 8000,
    scale: 'slaney',
    norm: 'slaney',
    power: 2,
    log: { unit: 'db', floor: 1e-10, range: 80 },
    axes: ['batch', 'bands', 'frames'],
  },
  output: { name: 'gelu' },
  pooling: 'mean',
} as const satisfies z.input<typeof backboneCardSchema>

/**
 * Reads a card from a JSON value.
 * @param value anything, for example the result of `JSON.parse`
 * @param source the file's name, for messages
 * @throws Failure `invalid-argument` that names what is wrong and where
 */
export function parseBackboneCard(value: unknown, source: string): BackboneCard {
  const parsed = backboneCardSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
  return fail(
    'invalid-argument',
    `${source} is no card of a backbone. ${problems.join('; ')}.`,
    'docs/formats.md shows the form of a card.',
  )
}
