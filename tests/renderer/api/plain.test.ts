import { plain } from '@renderer/api/plain'
import { describe, expect, it } from 'vitest'
import { isReactive, reactive, ref } from 'vue'

describe('plain', () => {
  it('leaves no proxy anywhere, so that the value can be cloned', () => {
    const filter = reactive({ quadrants: [1, 2], nested: { ids: [3] } })
    const modalities = ref(['audio'])
    const argument = { filter, modalities: modalities.value, note: undefined }
    expect(() => structuredClone(argument)).toThrow()
    const copy = plain(argument)
    expect(structuredClone(copy)).toEqual({ filter: { quadrants: [1, 2], nested: { ids: [3] } }, modalities: ['audio'] })
    expect(isReactive(copy.filter.nested)).toBe(false)
  })

  it('passes typed arrays and simple values', () => {
    const ids = new Int32Array([1, 2])
    expect(plain({ ids }).ids).toBe(ids)
    expect(plain(null)).toBeNull()
    expect(plain('a')).toBe('a')
  })
})
