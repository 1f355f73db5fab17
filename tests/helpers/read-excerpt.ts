import { type Excerpt, type ExcerptsRequest, readAskedExcerpts } from '@main/audio/read-excerpt'
import type { ExcerptRule } from '@shared/domain/excerpt-rule'

type Wanted = ExcerptsRequest['excerpts'][number] & { readonly path: string; readonly rule?: ExcerptRule }

/** Reads one excerpt of a file. @throws as `readAskedExcerpts` */
export async function readExcerpt({ path, rule, ...wanted }: Wanted): Promise<Excerpt> {
  for await (const { samples, startSeconds } of readAskedExcerpts({ path, excerpts: [wanted], rule })) return { samples, startSeconds }
  throw new RangeError(`No excerpt of ${path} was asked for.`)
}
