import { z } from 'zod'
import { timedCandidateSchema } from '@shared/contract/devices'
import type { TimedCandidate } from '@shared/domain/device-choice'
import { readJsonFile, writeJsonFile } from './files/json-file'

/** What engines and devices took for a step, by what was compared: machine, network and batch. */
export interface ChoicesFile {
  /** The quickest first; null where nothing was compared yet. */
  find(key: string): readonly TimedCandidate[] | null
  keep(key: string, compared: readonly TimedCandidate[]): void
  /** Drops the comparisons in which a device was the quickest, by its name: it failed, and is to be compared again. */
  forget(deviceName: string): void
}

const choicesSchema = z.array(z.object({ key: z.string(), compared: z.array(timedCandidateSchema).min(1) }))
type Choices = z.infer<typeof choicesSchema>

/** More are not kept: the oldest go. */
const mostChoices = 500

/** Opens the file of comparisons; it is read anew each time, for the window and the command line share it. */
export function openChoicesFile(path: string): ChoicesFile {
  const read = (): Choices => readJsonFile(path, choicesSchema, [])
  return {
    find: (key) => read().find((choice) => choice.key === key)?.compared ?? null,
    keep: (key, compared) => {
      const others = read().filter((choice) => choice.key !== key)
      writeJsonFile(path, [...others, { key, compared: [...compared] }].slice(-mostChoices))
    },
    forget: (deviceName) => {
      const all = read()
      const left = all.filter(({ compared: [quickest] }) => quickest?.device.name !== deviceName)
      if (left.length < all.length) writeJsonFile(path, left)
    },
  }
}
