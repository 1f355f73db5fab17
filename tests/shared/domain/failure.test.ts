import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseOwn, parseWith, settle, unwrap } from '@shared/contract/result'
import { asFailure, fail, Failure } from '@shared/domain/failure'
import { z } from 'zod'

const noLog = (): void => {}

describe('failures', () => {
  it('keep the meaning of what the operating system said', () => {
    let thrown: unknown
    try {
      readFileSync('/nowhere/at all')
    } catch (error) {
      thrown = error
    }
    expect(asFailure(thrown)).toMatchObject({ code: 'file-missing', message: 'There is no file or folder /nowhere/at all.' })
    expect(asFailure(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toMatchObject({ code: 'disk-full' })
    expect(asFailure('words')).toMatchObject({ code: 'internal', message: 'words' })
  })

  it('cross a process border as values and come back as failures', async () => {
    const result = await settle(() => fail('not-found', 'No such run.', 'See the list.'), noLog)
    expect(result).toEqual({ ok: false, code: 'not-found', message: 'No such run.', hint: 'See the list.' })
    expect(() => unwrap(result)).toThrow(new Failure('not-found', 'No such run.', 'See the list.'))
    expect(unwrap(await settle(() => 3, noLog))).toBe(3)
  })

  it('name the field that a schema refuses', () => {
    const schema = z.object({ seed: z.number() })
    expect(() => parseWith(schema, { seed: 'x' }, 'the settings')).toThrow(/the settings \(seed\)/)
    expect(() => parseOwn(schema, { seed: 'x' }, 'the result')).toThrow(expect.objectContaining({ code: 'internal' }))
  })
})
