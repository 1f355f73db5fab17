import { schemeSchema } from '@shared/contract/schemes'
import type { EditedScheme } from './edited-scheme'

/** Drafts of label schemes are kept per library, so that they outlive the view and the program. */
const keyOf = (libraryPath: string): string => `circumplex.tags.draft:${libraryPath}`

/** The draft that was kept for a library; null when there is none or it cannot be read any more. */
export function keptDraft(libraryPath: string): EditedScheme | null {
  const text = localStorage.getItem(keyOf(libraryPath))
  if (text === null) return null
  try {
    return schemeSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Keeps a draft for a library, or forgets it. */
export function keepDraft(libraryPath: string, draft: EditedScheme | null): void {
  if (draft === null) localStorage.removeItem(keyOf(libraryPath))
  else localStorage.setItem(keyOf(libraryPath), JSON.stringify(draft))
}
