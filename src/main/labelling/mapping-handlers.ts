import type { Handlers } from '@shared/contract/channels'
import type { tagMappingChannels } from '@shared/contract/tag-mapping'
import { presentWords } from '@shared/domain/word-mapping'
import type { ServiceContext } from '../service-context'
import { readTagMapping } from '../store/tag-mapping'
import { mapEachTag, mapTags, mergeWord, nameWord, restore, unmap } from './change-mapping'
import { exportMapping, importMapping } from './mapping-file'
import { suggestMapping } from './suggest-mapping'

/** Answers the channels of the mapping of raw tags to words. */
export function createMappingHandlers(context: ServiceContext): Handlers<keyof typeof tagMappingChannels> {
  return {
    'tags.mapping': () => {
      const mapping = readTagMapping(context.library().database)
      return { tags: [...mapping.tags], words: [...mapping.words], present: presentWords(mapping) }
    },
    'tags.map': ({ tags, word }) => mapTags(context, tags, word),
    'tags.mapEach': ({ tags }) => mapEachTag(context, tags),
    'tags.unmap': ({ tags }) => unmap(context, tags),
    'tags.mergeWord': (words) => mergeWord(context, words),
    'tags.renameWord': (names) => nameWord(context, names),
    'tags.restoreWord': ({ word }) => restore(context, word),
    'tags.suggest': () => suggestMapping(context),
    'tags.exportMapping': ({ path }) => exportMapping(context, path),
    'tags.importMapping': ({ path, replace }) => importMapping(context, path, replace),
  }
}
