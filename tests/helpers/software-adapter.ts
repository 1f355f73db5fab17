import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Device } from '@shared/domain/device'

const electronSchema = z.object({ executable: z.string() })

/** Lets WebGPU find Electron's SwiftShader, before the first session of this process, and gives it as a device. */
export function softwareAdapter(): Device {
  const fact = new URL('../../node_modules/.circumplex/electron.json', import.meta.url)
  const { executable } = electronSchema.parse(JSON.parse(readFileSync(fact, 'utf8')))
  process.env['VK_ICD_FILENAMES'] = join(dirname(executable), 'vk_swiftshader_icd.json')
  process.env['XDG_RUNTIME_DIR'] ??= dirname(executable)
  return { id: 'webgpu', name: 'SwiftShader', kind: 'webgpu', software: true }
}
