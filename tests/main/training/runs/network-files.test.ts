import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { networkJsonSchema } from '@shared/contract/network'
import { processor } from '@shared/domain/device'
import type { Layer, Network } from '@shared/domain/network'
import { createOnnxEngine } from '@main/engines/onnx/engine'
import { initialWeights } from '@main/network/initial-weights'
import { studyInputs } from '@main/network/inputs'
import { planNetwork } from '@main/network/plan'
import { publishedNetwork } from '@main/network/published'
import { addNetworkCommands } from '@main/cli/commands/network-commands'
import { checkNetwork } from '@main/training/runs/check-network'
import { createNetworkFileHandlers, networkExamples } from '@main/training/runs/network-files'
import { madeUpBatch } from '@main/engines/made-up-batch'
import { commandsOnLibrary } from '../../../helpers/commands'
import { resourcesDirectory, temporaryFolder } from '../../../helpers/library'
import { oneStep } from '../../../helpers/one-step'
import { createTestContext } from '../../../helpers/service-context'

const examples = networkExamples(resourcesDirectory)
const shipped = examples.slice(examples.findIndex(({ name }) => name === 'audio, residuals and attention'))
const audioOf = (layers: readonly unknown[], head: readonly unknown[] = [{ type: 'linear', units: 2 }]) => ({
  name: 'own',
  branches: [{ modality: 'audio', frozen: false, layers }],
  head,
})

describe('examples of networks', () => {
  it('begin with the published five and the recommended', () => {
    expect(examples.slice(0, 5).map(({ name }) => name)).toEqual(['audio', 'lyrics', 'comments', 'audio-lyrics', 'audio-comments'])
    expect(examples[0]?.network).toEqual(publishedNetwork('audio'))
    expect(examples.map(({ name }) => name)).toContain('recommended audio')
    expect(shipped.map(({ name }) => name)).toEqual([
      'audio, residuals and attention',
      'audio, filters over mel bands',
      'lyrics, attention',
    ])
  })

  it.each(examples.map((example) => [example.name, example] as const))('“%s” has shapes that fit', (_, { network }) => {
    expect(checkNetwork({ network }).problems).toEqual([])
  })

  it.each(shipped.map((example) => [example.name, example.network] as const))('“%s” trains a step', async (_, network: Network) => {
    const plan = planNetwork(network, studyInputs({ lyrics: 20, comments: 20 }))
    const session = await createOnnxEngine().open(plan, initialWeights(plan, 1), processor)
    const batch = madeUpBatch(plan, 4)
    const before = await session.predict(batch)
    expect(await oneStep(session, batch, { learningRate: 0.1, weightDecay: 0, dropoutSeed: 1 })).toBeGreaterThan(0)
    expect(await session.predict(batch)).not.toEqual(before)
    await session.close()
  })
})

describe('a checked network', () => {
  const relu: Layer = { type: 'relu' }

  it('is described where it fits, for the excerpts of a dataset', () => {
    const excerptRule = { lengthSeconds: 10, segmentSeconds: 1, keptSegmentSeconds: 1 }
    const { problems, description } = checkNetwork({ network: publishedNetwork('audio'), excerptRule })
    expect(problems).toEqual([])
    expect(description?.excerpts).toMatchObject({ shape: '20×334' })
  })

  it.each([
    ['a misspelt kind', audioOf([{ type: 'rule' }, { type: 'flatten' }]), [['branches', 0, 'layers', 0, 'type']]],
    [
      'two wrong numbers',
      audioOf(
        [{ type: 'flatten' }],
        [
          { type: 'linear', units: 0 },
          { type: 'dropout', probability: 2 },
        ],
      ),
      [
        ['head', 0, 'units'],
        ['head', 1, 'probability'],
      ],
    ],
    ['a layer that does not fit', audioOf([relu, { type: 'linear', units: 3 }]), [['branches', 0, 'layers', 1]]],
    [
      'a layer in a residual that does not fit',
      audioOf([{ type: 'residual', layers: [relu, { type: 'linear', units: 20 }] }]),
      [['branches', 0, 'layers', 0, 'layers', 1]],
    ],
    ['a branch that ends in a sequence', audioOf([relu]), [['branches', 0]]],
    ['three outputs', audioOf([{ type: 'flatten' }], [relu, { type: 'linear', units: 3 }]), [['head', 1]]],
    ['no network', [], [[]]],
  ])('says where %s is', (_, network, paths) => {
    const { problems, description } = checkNetwork({ network })
    expect(description).toBeNull()
    expect(problems.map(({ path }) => path)).toEqual(paths)
    for (const { message } of problems) expect(message).toMatch(/\.$/)
  })
})

it('is saved as it was written', async () => {
  const path = join(temporaryFolder(), 'own.json')
  const text = '{ "name": "own" }\n'
  await createNetworkFileHandlers(createTestContext().context)['network.save']({ path, text })
  expect(readFileSync(path, 'utf8')).toBe(text)
})

describe('the JSON schema of a network', () => {
  it('names every kind of layer with an example, and what it may hold', () => {
    const text = JSON.stringify(networkJsonSchema())
    for (const kind of ['convolution', 'layer-normalisation', 'attention-pooling', 'residual', 'padding'])
      expect(text).toContain(`"const":"${kind}"`)
    expect(text).not.toContain('readOnly')
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER))
  })
})

it('is printed and checked by command line', async () => {
  const { folder, run } = await commandsOnLibrary([addNetworkCommands])
  expect((await run('network', 'schema')).value).toEqual(networkJsonSchema())
  expect((await run('network', 'examples')).lines[0]).toMatch(/^audio +As published, for audio$/)
  expect((await run('network', 'examples', 'lyrics, attention')).value).toMatchObject({ name: 'lyrics, attention' })
  await expect(run('network', 'examples', 'none')).rejects.toThrow('There is no example “none”.')
  const file = join(folder, 'own.json')
  await createNetworkFileHandlers(createTestContext().context)['network.save']({
    path: file,
    text: JSON.stringify(publishedNetwork('audio')),
  })
  const { lines } = await run('network', 'check', file)
  expect(lines[1]).toMatch(/^audio\.1 +Convolution 16 × 10 +16×1493 +3216$/)
  expect(lines.at(-1)).toBe('audio: 28578 trained parameters')
})
