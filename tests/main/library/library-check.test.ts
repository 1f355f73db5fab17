import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { refreshMissingFiles } from '@main/library/library-check'
import { missingFiles } from '@main/store/files'
import { temporaryFolder, temporaryLibrary } from '../../helpers/library'
import { addFile, addTrack } from '../../helpers/track'

it('marks files that are gone, unmarks files that came back, and stops when the library closes', async () => {
  const library = temporaryLibrary()
  const folder = temporaryFolder()
  const [gone, back] = [addTrack(library), addTrack(library)]
  addFile(library, gone, join(folder, 'gone.wav'))
  addFile(library, back, join(folder, 'back.wav'), { missing: true })
  writeFileSync(join(folder, 'back.wav'), 'x')
  expect(await refreshMissingFiles(library)).toBe(true)
  expect(missingFiles(library.database).map(({ trackId }) => trackId)).toEqual([gone])
  expect(await refreshMissingFiles(library)).toBe(false)

  for (let number = 0; number < 250; number += 1) addFile(library, addTrack(library), join(folder, `${number}.wav`))
  const running = refreshMissingFiles(library)
  library.close()
  expect(await running).toBe(true)
})
