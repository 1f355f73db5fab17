import type { Page } from '@playwright/test'

/** What the page did from one input to its finished drawing. */
export interface InputWork {
  /** Time that handlers, frames and what follows them at once took, with the drawing on canvases, styles and layout. */
  readonly milliseconds: number
  /** In which frame after the input a canvas was last drawn; the first is 1. */
  readonly shownInFrame: number
}

/**
 * Moves a slider through values and measures each.
 * @param selector of the slider
 * @returns one measurement for each value
 */
export function measureInputs(page: Page, selector: string, values: readonly number[]): Promise<InputWork[]> {
  return page.evaluate(workOfInputs, [selector, values] as const)
}

/** Runs in the page, so that it stands alone. */
async function workOfInputs([selector, values]: readonly [string, readonly number[]]): Promise<InputWork[]> {
  const framesWatched = 6
  const slider = document.querySelector<HTMLInputElement>(selector)
  if (!slider) throw new Error(`The page has no ${selector}.`)
  const ask = window.requestAnimationFrame.bind(window)
  const clear = CanvasRenderingContext2D.prototype.clearRect
  const now = { milliseconds: 0, frame: 0, shownInFrame: 0 }

  /** Asks for a size, so that styles and layout are worked out now and not unmeasured later. */
  const layOut = (): number => document.body.offsetHeight

  /** Runs work with what it leaves to microtasks, and what the page has to lay out for it. */
  const timed = async (work: () => void): Promise<void> => {
    const start = performance.now()
    work()
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
    layOut()
    now.milliseconds += performance.now() - start
  }
  const nextFrame = (): Promise<void> => new Promise((resolve) => ask(() => resolve()))
  window.requestAnimationFrame = (callback) => ask((time) => void timed(() => callback(time)))
  CanvasRenderingContext2D.prototype.clearRect = function (...rectangle) {
    now.shownInFrame = now.frame
    clear.apply(this, rectangle)
  }
  const measured: InputWork[] = []
  for (const value of values) {
    await nextFrame()
    await new Promise((resolve) => setTimeout(resolve, 4))
    Object.assign(now, { milliseconds: 0, frame: 0, shownInFrame: 0 })
    const watched = (async () => {
      for (let count = 1; count <= framesWatched; count += 1) {
        ask(() => (now.frame = count))
        await nextFrame()
      }
    })()
    await timed(() => {
      slider.value = String(value)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await watched
    measured.push({ milliseconds: now.milliseconds, shownInFrame: now.shownInFrame })
  }
  window.requestAnimationFrame = ask
  CanvasRenderingContext2D.prototype.clearRect = clear
  return measured
}
