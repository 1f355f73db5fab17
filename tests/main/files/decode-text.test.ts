import { describe, expect, it } from 'vitest'
import { decodeText } from '@main/files/decode-text'

const text = 'Björk,träumerisch,3\nSigur Rós,sad,1\n'
const utf16be = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16()

describe('decodeText', () => {
  it.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', utf16be(`\uFEFF${text}`)],
    ['utf-16be', utf16be(text)],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ])('finds out %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text, encoding })
  })

  it.each([
    ['utf-16le', Buffer.from('Я помню\nчудное мгновенье\n', 'utf16le'), 'Я помню\nчудное мгновенье\n'],
    ['utf-16be', utf16be('涙そうそう\n古いアルバム\n'), '涙そうそう\n古いアルバム\n'],
    ['utf-8', Buffer.from('Björk padded with zeros\0\0\0'), 'Björk padded with zeros\0\0\0'],
  ])('finds out %s by few zeros, and is not misled by those at the end', (encoding, bytes, wanted) => {
    expect(decodeText(bytes)).toEqual({ text: wanted, encoding })
  })

  it('takes the encoding that is given, and says when it does not fit or is unknown', () => {
    expect(decodeText(Buffer.from([0xe4]), 'latin1')).toEqual({ text: 'ä', encoding: 'windows-1252' })
    expect(() => decodeText(Buffer.from([0xe4]), 'utf-8')).toThrow(expect.objectContaining({ code: 'file-invalid' }))
    expect(() => decodeText(Buffer.from('a'), 'klingon')).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
  })
})
