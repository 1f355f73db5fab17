import { modalityDescriptors, type Modality } from './modality'

/** The five networks of the study with what each reads, in the order of its branches. */
export const publishedBranches = {
  audio: ['audio'],
  lyrics: ['lyrics'],
  comments: ['comments'],
  'audio-lyrics': ['audio', 'lyrics'],
  'audio-comments': ['audio', 'comments'],
} as const satisfies Readonly<Record<string, readonly Modality[]>>

/** A network of the study, as the command line names it. */
export type PublishedName = keyof typeof publishedBranches

/** The names of all five, those of one branch first. */
export const publishedNames = Object.keys(publishedBranches).filter((name): name is PublishedName => Object.hasOwn(publishedBranches, name))

const networkBranches = { ...publishedBranches, backbone: ['backbone'] } as const satisfies Readonly<Record<string, readonly Modality[]>>

/** A network that can be chosen by its name: one of the study, or layers behind a backbone. */
export type NetworkName = keyof typeof networkBranches

/** The names of all networks that can be chosen, those of the study first. */
export const networkNames = Object.keys(networkBranches).filter((name): name is NetworkName => Object.hasOwn(networkBranches, name))

/** What a network that is chosen by its name reads. */
export function branchesOfNamed(name: NetworkName): readonly Modality[] {
  return networkBranches[name]
}

/** What a network of the study reads. */
export function branchesOfPublished(name: PublishedName): readonly Modality[] {
  return publishedBranches[name]
}

/** What people call a network: `Audio and lyrics`. */
export function titleOfNamed(name: NetworkName): string {
  const titles = branchesOfNamed(name).map((modality, index) => {
    const { title } = modalityDescriptors[modality]
    return index === 0 ? title : title.toLowerCase()
  })
  return titles.join(' and ')
}
