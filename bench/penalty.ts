import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchWindow, ensureDisplay, startWindow } from './window/electron-window'
import { against, print } from './harness/figure'
import { measureInputs } from './window/input-work'
import { madeUpSongs, makeTaggedLibrary, referenceAnnotations } from './harness/tagged-library'

const goalMilliseconds = 12
const goalFrame = 2
const [rounds, warmUp] = [40, 8]

/** A slider of each kind of scheme: the kind's entry in the menu (null: as the library opens), the slider and its range. */
const sliders = [
  { scheme: 'learnt', entry: null, selector: '[data-testid=weight-calmness]', most: 2 },
  { scheme: 'by-hand', entry: 'scheme-published', selector: '[data-testid=weight-calmness]', most: 2 },
  { scheme: 'occurrence', entry: 'scheme-occurrence', selector: '[data-testid=scheme-exponent]', most: 2 },
  { scheme: 'excess', entry: 'scheme-excess', selector: '[data-testid=scheme-strength]', most: 2 },
  { scheme: 'damped', entry: 'scheme-damped', selector: '[data-testid=weight-calmness]', most: 2 },
  { scheme: 'neutralising', entry: 'scheme-neutralising', selector: '[data-testid=weight-sadness]', most: 2 },
] as const

const root = process.cwd()

async function measureKinds({ page }: BenchWindow, size: number): Promise<void> {
  for (const { scheme, entry, selector, most } of sliders) {
    if (entry !== null) {
      await page.getByTestId('presets').click()
      await page.getByTestId(entry).click()
    }
    await page.locator(selector).waitFor()
    const values = Array.from({ length: rounds + warmUp }, (_, index) => ((index * 7) % 41) * (most / 40))
    const work = (await measureInputs(page, selector, values)).slice(warmUp)
    const about = `${scheme} at ${size.toLocaleString('en')} tracks`
    const milliseconds = work.map((input) => input.milliseconds)
    print(against(`penalty-${scheme}-${size}`, `ms of work from input to finished drawing, ${about}`, goalMilliseconds, milliseconds))
    const frames = work.map(({ shownInFrame }) => shownInFrame)
    print(against(`penalty-${scheme}-${size}-frame`, `frame after the input that shows it, ${about}`, goalFrame, [Math.max(...frames)]))
  }
}

async function measure(size: number, annotations: string | Record<string, unknown>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'circumplex-bench-penalty-'))
  const library = makeTaggedLibrary(root, folder, `Tagged-${size}`, annotations)
  const program = await startWindow(root)
  try {
    await program.open(library)
    await program.page.keyboard.press('Control+3')
    await program.page.getByRole('table', { name: 'Emotion words' }).waitFor()
    await measureKinds(program, size)
  } finally {
    await program.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

ensureDisplay()
await measure(9_654, referenceAnnotations(root) ?? madeUpSongs(9_654))
await measure(100_000, madeUpSongs(100_000))
