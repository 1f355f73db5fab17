import { join } from 'node:path'
import type { Handlers } from '@shared/contract/channels'
import { parseNetwork } from '@shared/contract/network'
import type { NetworkExample, networkFileChannels } from '@shared/contract/network-files'
import { trainingSettingsSchema } from '@shared/contract/training-settings'
import { Failure } from '@shared/domain/failure'
import { publishedNames } from '@shared/domain/published-networks'
import { type Architecture, recommendedSettingsFor } from '@shared/domain/recommended-settings'
import { z } from 'zod'
import { publishedSettings } from '../../network/published'
import { networkOfSettings } from '../../network/recommended'
import type { ServiceContext } from '../../service-context'
import { readTextFile } from '../../files/read-text'
import { writeFileAtomicallySync } from '../../files/write-atomically'
import { checkNetwork } from './check-network'

/** Answers the channels of networks as files. */
export function createNetworkFileHandlers({ resourcesDirectory }: ServiceContext): Handlers<keyof typeof networkFileChannels> {
  return {
    'network.check': checkNetwork,
    'network.examples': () => networkExamples(resourcesDirectory),
    'network.save': ({ path, text }) => {
      writeFileAtomicallySync(path, text)
      return null
    },
  }
}

const indexSchema = z.array(z.object({ file: z.string(), about: z.string() }))

/**
 * Networks to begin with: those of the study, the recommended ones, and those of the files that ship with the program.
 * @param resourcesDirectory folder of what ships with the program
 * @throws Failure `invalid-argument` for a damaged file
 */
export function networkExamples(resourcesDirectory: string): NetworkExample[] {
  const folder = join(resourcesDirectory, 'networks')
  const read = (file: string): unknown => JSON.parse(readTextFile(join(folder, file)).text)
  return [
    ...builtIn('published', 'As published'),
    ...builtIn('recommended', 'Recommended'),
    ...indexSchema.parse(read('index.json')).map(({ file, about }) => {
      const network = parseNetwork(read(file))
      return { name: network.name, about, network }
    }),
  ]
}

/** The networks of a preset for each modality that it has one for. */
function builtIn(architecture: Architecture, about: string): NetworkExample[] {
  return publishedNames.flatMap((modality) => {
    try {
      const { hiddenUnits, dropout } = publishedSettings(modality)
      const own = architecture === 'recommended' ? recommendedSettingsFor(modality) : { hiddenUnits, dropout }
      const network = networkOfSettings(trainingSettingsSchema.parse({ ...own, architecture, modality }))
      return [{ name: network.name, about: `${about}, for ${modality}`, network }]
    } catch (error) {
      if (error instanceof Failure && error.code === 'unsupported') return []
      throw error
    }
  })
}
