import { expect, it } from 'vitest'
import { tipStyle } from '@renderer/charts/tip-style'

it('stands on the side with more room and never leaves the plane', () => {
  expect(tipStyle({ x: 50, y: 100 }, 300)).toEqual({ top: '100px', maxWidth: '236px', left: '64px' })
  expect(tipStyle({ x: 250, y: 2 }, 300)).toEqual({ top: '24px', maxWidth: '236px', right: '64px' })
})
