import type { LearntFromPeople } from '@shared/contract/learning'
import type { LearningSettings } from '@shared/domain/learning/learn-words'
import { learnFrom, readMaterial } from '@main/labelling/learn-scheme'
import type { ServiceContext } from '@main/service-context'

/** Learns in one piece what the job learns in steps. @throws Failure as `readMaterial` */
export function learnScheme(context: ServiceContext, settings: LearningSettings): Promise<LearntFromPeople> {
  return learnFrom(readMaterial(context), settings, { step: () => Promise.resolve() })
}
