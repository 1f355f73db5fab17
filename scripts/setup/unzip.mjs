import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, mkdir, open, symlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { SetupProblem } from './problem.mjs'

const endSignature = 0x06054b50
const entrySize = 46
const localHeaderSize = 30
const symbolicLink = 0o120000
const fileTypeMask = 0o170000

/**
 * Unpacks the entries of a zip archive that `pathOf` gives a path for (no encryption, no zip64).
 * @param {string} archive
 * @param {(name: string) => string | undefined} pathOf name of an entry → path to write it to
 * @throws SetupProblem when the archive is damaged
 */
export async function unzip(archive, pathOf) {
  const handle = await open(archive, 'r')
  try {
    for (const entry of await readDirectory(handle, archive)) {
      const target = entry.name.endsWith('/') ? undefined : pathOf(entry.name)
      if (target !== undefined) await unpack(handle, archive, entry, target)
    }
  } finally {
    await handle.close()
  }
}

async function readDirectory(handle, archive) {
  const { size } = await handle.stat()
  const tail = await readBytes(handle, Math.max(0, size - 65557), Math.min(size, 65557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || tail.readUInt32LE(end) !== endSignature) {
    throw new SetupProblem(`${archive} is no complete zip archive.`, 'Run again: it is downloaded anew.')
  }
  const directory = await readBytes(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  return parseEntries(directory, tail.readUInt16LE(end + 10))
}

function parseEntries(directory, count) {
  const entries = []
  for (let index = 0, offset = 0; index < count; index++) {
    const nameLength = directory.readUInt16LE(offset + 28)
    entries.push({
      method: directory.readUInt16LE(offset + 10),
      packedBytes: directory.readUInt32LE(offset + 20),
      mode: directory.readUInt16LE(offset + 40),
      headerOffset: directory.readUInt32LE(offset + 42),
      name: directory.toString('utf8', offset + entrySize, offset + entrySize + nameLength),
    })
    offset += entrySize + nameLength + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32)
  }
  return entries
}

async function unpack(handle, archive, entry, target) {
  const header = await readBytes(handle, entry.headerOffset, localHeaderSize)
  const start = entry.headerOffset + localHeaderSize + header.readUInt16LE(26) + header.readUInt16LE(28)
  await mkdir(dirname(target), { recursive: true })
  const packed = entry.packedBytes === 0 ? [] : [createReadStream(archive, { start, end: start + entry.packedBytes - 1 })]
  const unpacked = entry.method === 8 ? [...packed, createInflateRaw()] : packed
  if ((entry.mode & fileTypeMask) === symbolicLink) {
    const link = await readBytes(handle, start, entry.packedBytes)
    return symlink(link.toString('utf8'), target)
  }
  if (unpacked.length === 0) return (await open(target, 'w')).close()
  await pipeline(...unpacked, createWriteStream(target))
  if (entry.mode & 0o111) await chmod(target, 0o755)
}

async function readBytes(handle, position, length) {
  const buffer = Buffer.alloc(length)
  await handle.read(buffer, 0, length, position)
  return buffer
}
