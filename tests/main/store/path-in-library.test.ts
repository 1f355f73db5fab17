import { describe, expect, it } from 'vitest'
import { isPlainName, pathInLibrary } from '@main/store/path-in-library'
import { runFolder } from '@main/store/run-folder'
import { embeddingFiles } from '@main/training/embeddings/embedding-folder'
import { temporaryLibrary } from '../../helpers/library'
import { testRunId } from '../../helpers/run-id'

const library = { directory: '/music/My.circumplex' }
const leading = ['..', '.', '', '../x', '../../x', '/x', 'a/b', 'a\\..\\x', 'C:x', '.hidden', 'x\0', 'x\ny']

describe('paths in a library', () => {
  it('lie below its folder', () => {
    expect(pathInLibrary(library, 'runs', testRunId())).toBe(`/music/My.circumplex/runs/${testRunId()}`)
    expect(pathInLibrary(library, 'features', 'peaks', 'ab12.peaks')).toBe('/music/My.circumplex/features/peaks/ab12.peaks')
  })

  it.each(leading)('are refused for a name such as %j, wherever it stands', (name) => {
    expect(isPlainName(name)).toBe(false)
    const refused = expect.objectContaining({ code: 'forbidden', message: expect.stringContaining(`“${name}”`) })
    expect(() => pathInLibrary(library, name, 'x')).toThrow(refused)
    expect(() => pathInLibrary(library, 'runs', name)).toThrow(refused)
  })

  it('are refused to a run and to word vectors whose id leads out', () => {
    const opened = temporaryLibrary()
    expect(() => runFolder(opened, '../../x')).toThrow(expect.objectContaining({ code: 'forbidden' }))
    // A table of somebody else may hold a text where ours holds a number.
    opened.database.exec("DROP TABLE embeddings; CREATE TABLE embeddings (id TEXT); INSERT INTO embeddings VALUES ('../../x')")
    const id = opened.database.prepare<[], number>('SELECT id FROM embeddings').pluck().get() ?? expect.unreachable('it is stored')
    expect(() => embeddingFiles(opened, id)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})
