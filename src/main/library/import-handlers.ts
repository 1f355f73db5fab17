import type { Handlers } from '@shared/contract/channels'
import type { ImportResult } from '@shared/contract/library'
import type { ServiceContext } from '../service-context'
import { startAudioImport } from './import-audio-job'
import { importLabels, previewLabels } from './import-labels'
import { importTags, previewTags } from './import-tags'
import { importText, previewText } from './import-text'
import { withParquetAsJson } from './tables/parquet-table'
import { previewOrColumns } from './tables/preview-unmapped'

type ImportChannels =
  'import.audio' | 'import.tags.preview' | 'import.tags' | 'import.text.preview' | 'import.text' | 'import.labels.preview' | 'import.labels'

/** Answers the channels that import music, tags, texts and labels. */
export function createImportHandlers(context: ServiceContext): Handlers<ImportChannels> {
  const announced = (result: ImportResult): ImportResult => {
    context.emit({ type: 'changed', topics: ['library', 'tracks', 'tags', 'labels'] })
    return result
  }
  return {
    'import.audio': ({ folders }) => startAudioImport(context, folders),
    'import.tags.preview': (options) => previewOrColumns(options, () => previewTags(context.library(), options)),
    'import.tags': (options) => announced(importTags(context.library(), options, context.now())),
    'import.text.preview': (options) => previewOrColumns(options, () => previewText(context.library(), options)),
    'import.text': (options) => announced(importText(context.library(), options, context.now())),
    'import.labels.preview': async (argument) => {
      const options = await withParquetAsJson(argument)
      return previewOrColumns(options, () => previewLabels(context.library(), options))
    },
    'import.labels': async (argument) =>
      announced(importLabels(context.library(), await withParquetAsJson(argument), context.settings().author, context.now())),
  }
}
