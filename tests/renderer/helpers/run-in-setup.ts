import { mount } from '@vue/test-utils'
import { onTestFinished } from 'vitest'

/**
 * Runs a composable as a component does that shows nothing.
 * @returns takes the component down, which the end of the test does at the latest
 */
export function runInSetup(work: () => void): () => void {
  const wrapper = mount({
    setup() {
      work()
      return () => null
    },
  })
  let isThere = true
  const takeDown = (): void => {
    if (isThere) wrapper.unmount()
    isThere = false
  }
  onTestFinished(takeDown)
  return takeDown
}
