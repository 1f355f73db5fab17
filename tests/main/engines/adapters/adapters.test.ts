import { describe, expect, it } from 'vitest'
import { bufferLimitOf, isSoftwareName, namesOfLoader } from '@main/engines/adapters/adapter-names'
import { describeAdapter } from '@main/engines/adapters/describe-adapter'
import { absenceOf, findSoftwareAdapter, findSystemAdapter } from '@main/engines/adapters/find-adapters'
import { type GraphicsCard, parseGraphicsCards } from '@main/engines/adapters/graphics-cards'

const loaderOf = (...names: string[]): string =>
  [
    'INFO | DRIVER:     linux_read_sorted_physical_devices:',
    'INFO | DRIVER:          Original order:',
    ...names.toReversed().map((name, index) => `INFO | DRIVER:                [${index}] ${name}`),
    'INFO | DRIVER:          Sorted order:',
    ...names.map((name, index) => `INFO | DRIVER:                [${index}] ${name}  `),
    'WARNING: something else',
  ].join('\n')

const nvidia: GraphicsCard = { name: 'NVIDIA GeForce RTX 4070', vendor: 'NVIDIA', driver: 'NVIDIA 560.35.03', memoryBytes: 12282 * 2 ** 20 }
const inside: GraphicsCard = { name: 'Raptor Lake-S GT1 [UHD Graphics 770]', vendor: 'Intel' }

describe('what the libraries under WebGPU write', () => {
  it('names the devices in the order that the loader sorts them into', () => {
    expect(namesOfLoader(loaderOf('NVIDIA GeForce RTX 4070', 'llvmpipe (LLVM 15.0.7, 256 bits)'))).toEqual([
      'NVIDIA GeForce RTX 4070',
      'llvmpipe (LLVM 15.0.7, 256 bits)',
    ])
    expect(namesOfLoader('INFO:  Vulkan Loader Version 1.3.239\nWarning: vkCreateInstance: Found no drivers!')).toEqual([])
  })

  it('says the smaller one of the limits of a buffer', () => {
    expect(bufferLimitOf('Buffer size (8589934592) exceeds the max buffer size limit (4294967296).')).toBe(4294967296)
    expect(bufferLimitOf('Binding size (9) of [Buffer] is larger than the maximum storage buffer binding size (2147483644).')).toBe(
      2147483644,
    )
    expect(bufferLimitOf('Allocation size too large')).toBeUndefined()
  })

  it.each(['SwiftShader Device (Subzero)', 'llvmpipe (LLVM 15.0.7, 256 bits)', 'Microsoft Basic Render Driver'])('knows %s', (name) => {
    expect(isSoftwareName(name)).toBe(true)
  })
})

describe('the adapter', () => {
  it('has the driver and the memory of its card', () => {
    expect(describeAdapter({ loaderNames: [nvidia.name], cards: [inside, nvidia], maxBufferBytes: 4294967295 })).toEqual({
      id: 'webgpu',
      name: 'NVIDIA GeForce RTX 4070',
      kind: 'webgpu',
      vendor: 'NVIDIA',
      driver: 'NVIDIA 560.35.03',
      memoryBytes: 12282 * 2 ** 20,
      maxBufferBytes: 4294967295,
    })
  })

  it('is the card of its own before the one inside the processor, and never the software beside it', () => {
    const names = ['llvmpipe (LLVM 15.0.7, 256 bits)', 'Intel(R) UHD Graphics 770 (ADL-S GT1)', 'NVIDIA GeForce RTX 4070']
    expect(describeAdapter({ loaderNames: names, cards: [inside, nvidia] }).name).toBe('NVIDIA GeForce RTX 4070')
    expect(describeAdapter({ loaderNames: names.slice(0, 2), cards: [inside] })).toEqual({
      id: 'webgpu',
      name: 'Intel(R) UHD Graphics 770 (ADL-S GT1)',
      kind: 'webgpu',
      vendor: 'Intel',
      driver: 'Mesa ANV',
    })
  })

  it('bears both names where WebGPU does not say which it takes, and the smaller memory', () => {
    const radeon: GraphicsCard = { name: 'Navi 32 [Radeon RX 7800 XT]', vendor: 'AMD', memoryBytes: 16 * 2 ** 30 }
    const both = describeAdapter({ loaderNames: ['AMD Radeon RX 7800 XT (RADV NAVI32)', nvidia.name], cards: [nvidia, radeon] })
    expect(both).toMatchObject({
      name: 'AMD Radeon RX 7800 XT (RADV NAVI32) or NVIDIA GeForce RTX 4070',
      driver: 'Mesa RADV or NVIDIA 560.35.03',
      memoryBytes: 12282 * 2 ** 20,
    })
    expect(describeAdapter({ loaderNames: [nvidia.name, nvidia.name], cards: [nvidia] }).name).toBe(nvidia.name)
  })

  it('is named by the system where no loader does, and simply a GPU where nobody does', () => {
    expect(describeAdapter({ loaderNames: [], cards: [{ name: 'Apple M2', vendor: 'Apple' }] })).toMatchObject({
      name: 'Apple M2',
      vendor: 'Apple',
    })
    expect(describeAdapter({ loaderNames: [], cards: [] })).toEqual({ id: 'webgpu', name: 'GPU', kind: 'webgpu' })
    expect(describeAdapter({ loaderNames: [], cards: [{ name: 'Microsoft Basic Display Adapter', vendor: 'Microsoft' }] }).software).toBe(
      true,
    )
  })
})

describe('what systeminformation answers', () => {
  it('is read for NVIDIA on Linux: the memory of its own tool, not the window of the bus', () => {
    const answer = {
      controllers: [
        { vendor: 'Intel Corporation', model: 'UHD Graphics 770', bus: 'Onboard', vram: 256, vramDynamic: true },
        {
          vendor: 'NVIDIA Corporation',
          model: 'AD104 [GeForce RTX 4070]',
          name: 'NVIDIA GeForce RTX 4070',
          vram: 256,
          vramDynamic: false,
          driverVersion: '560.35.03',
          memoryTotal: 12282,
        },
      ],
      displays: [],
    }
    expect(parseGraphicsCards(answer, 'linux')).toEqual([{ name: 'UHD Graphics 770', vendor: 'Intel' }, nvidia])
  })

  it('is read on Windows and macOS', () => {
    const radeon = {
      vendor: 'Advanced Micro Devices, Inc.',
      model: 'AMD Radeon RX 6600',
      vram: 8192,
      vramDynamic: false,
      driverVersion: '31.0.1',
    }
    expect(parseGraphicsCards({ controllers: [radeon] }, 'win32')).toEqual([
      { name: 'AMD Radeon RX 6600', vendor: 'AMD', driver: 'AMD 31.0.1', memoryBytes: 8192 * 2 ** 20 },
    ])
    const apple = { vendor: 'Apple', model: 'Apple M2', vram: null, vramDynamic: true }
    expect(parseGraphicsCards({ controllers: [apple] }, 'darwin')).toEqual([{ name: 'Apple M2', vendor: 'Apple' }])
  })

  it('may be anything else: then there are no cards', () => {
    expect(parseGraphicsCards('no', 'linux')).toEqual([])
    expect(parseGraphicsCards({ controllers: [{ vendor: 'Red Hat', model: '' }] }, 'linux')).toEqual([])
  })
})

describe('no adapter', () => {
  const noDriver = { opened: false, reason: 'Failed to get a WebGPU adapter: No supported adapters', output: 'Found no drivers!' }

  it('says which package is missing, or that there is no GPU', () => {
    const noLoader = { ...noDriver, output: "Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file" }
    expect(absenceOf(noLoader, [], 'linux').mend).toContain('libvulkan1')
    expect(absenceOf(noDriver, [], 'linux')).toEqual({ reason: 'There is no GPU that WebGPU can use.', mend: null })
    expect(absenceOf(noDriver, [nvidia], 'linux')).toMatchObject({
      reason: 'No driver lets WebGPU use NVIDIA GeForce RTX 4070.',
      mend: expect.stringContaining('NVIDIA: its own driver'),
    })
    expect(absenceOf({ opened: false, reason: 'Command failed: killed by SIGSEGV', output: '' }, [], 'win32').reason).toContain('SIGSEGV')
  })

  it('is what is found where nothing opens', async () => {
    const probe = (): Promise<typeof noDriver> => Promise.resolve(noDriver)
    expect(await findSystemAdapter({ probe, readCards: () => Promise.resolve([]) })).toMatchObject({
      adapters: [],
      absence: { mend: null },
    })
    expect((await findSoftwareAdapter({ probe })).adapters).toEqual([])
  })
})
