import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

/** A graphics card as the system reports it; WebGPU itself names none. */
export interface GraphicsCard {
  readonly name: string
  /** Short, such as `NVIDIA`. */
  readonly vendor: string
  readonly driver?: string
  /** Left out where it shares the processor's memory, and where nobody says. */
  readonly memoryBytes?: number
}

const controllersSchema = z.object({
  controllers: z.array(
    z.object({
      vendor: z.string().default(''),
      model: z.string().default(''),
      name: z.string().optional(),
      /** MiB; on Linux the window through which the processor sees it, which may be a small part. */
      vram: z.number().nullable().optional(),
      vramDynamic: z.boolean().optional(),
      driverVersion: z.string().optional(),
      /** MiB, as NVIDIA's own tool reports. */
      memoryTotal: z.number().optional(),
    }),
  ),
})

const bytesOfMebibyte = 2 ** 20
/** Names are worth no longer wait: the tools that report them may hang. */
const patienceMilliseconds = 10_000

/** The graphics cards of this machine; none where the system does not say. */
export async function readGraphicsCards(): Promise<GraphicsCard[]> {
  try {
    const module: unknown = createRequire(import.meta.url)('systeminformation')
    const { graphics } = z.object({ graphics: z.custom<() => Promise<unknown>>((value) => typeof value === 'function') }).parse(module)
    const answer = await Promise.race([graphics(), wait(patienceMilliseconds, { controllers: [] }, { ref: false })])
    return parseGraphicsCards(answer, process.platform, memoryOfAmd())
  } catch {
    return []
  }
}

/**
 * Reads what systeminformation's `graphics()` answers.
 * @param amdBytes memory of an AMD card, as its driver reports on Linux
 */
export function parseGraphicsCards(answer: unknown, platform: NodeJS.Platform, amdBytes?: number): GraphicsCard[] {
  const parsed = controllersSchema.safeParse(answer)
  return (parsed.data?.controllers ?? []).flatMap(({ name, model, vendor: maker, driverVersion, memoryTotal, vram, vramDynamic }) => {
    const title = (name ?? model).trim()
    if (title === '') return []
    const vendor = vendorOf(`${maker} ${title}`) ?? maker.trim()
    const reported = platform === 'linux' ? (vendor === 'AMD' ? amdBytes : undefined) : vramDynamic === true ? undefined : mebibytes(vram)
    const memoryBytes = mebibytes(memoryTotal) ?? reported
    return [
      {
        name: title,
        vendor,
        ...(driverVersion !== undefined && driverVersion !== '' ? { driver: `${vendor} ${driverVersion}`.trim() } : {}),
        ...(memoryBytes === undefined ? {} : { memoryBytes }),
      },
    ]
  })
}

const vendors: Readonly<Record<string, RegExp>> = {
  NVIDIA: /nvidia/i,
  AMD: /\bamd\b|\bati\b|radeon|advanced micro devices/i,
  Intel: /intel/i,
  Apple: /apple/i,
  Qualcomm: /qualcomm|adreno/i,
  Microsoft: /microsoft/i,
}

/** The short name of who made a card, by any text that names them; null for others. */
export function vendorOf(text: string): string | null {
  return Object.entries(vendors).find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

function mebibytes(count: number | null | undefined): number | undefined {
  return count === null || count === undefined || count <= 0 ? undefined : count * bytesOfMebibyte
}

/** The largest memory that the amdgpu driver reports, in bytes. */
function memoryOfAmd(folder = '/sys/class/drm'): number | undefined {
  try {
    const sizes = readdirSync(folder).flatMap((card) => {
      try {
        return Number(readFileSync(join(folder, card, 'device', 'mem_info_vram_total'), 'utf8'))
      } catch {
        return []
      }
    })
    return sizes.length > 0 ? Math.max(...sizes) : undefined
  } catch {
    return undefined
  }
}
