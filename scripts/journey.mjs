// The whole journey on the sample library, by command line: labels → training → export → predictions → a page of results.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.mjs'
import { describeMachine } from './setup/machine.mjs'
import { report } from './report.mjs'

/**
 * Takes the journey and prints what was made and where.
 * @param {string[]} wanted `--out FOLDER` (default `journey/` here), `--epochs N`
 * @returns {Promise<boolean>} whether every station was reached
 */
export async function takeJourney(wanted) {
  const { root } = describeMachine()
  const out = resolve(option(wanted, '--out') ?? join(root, 'journey'))
  mkdirSync(out, { recursive: true })
  try {
    printMade(await visitStations(out, option(wanted, '--epochs')))
    return true
  } catch (error) {
    report(error.message)
    report(`What was finished is kept in ${out}; the same command goes on from there.`)
    return false
  }
}

async function visitStations(out, epochs) {
  const paths = {
    library: join(out, 'Sample.circumplex'),
    model: join(out, 'model.onnx'),
    predictions: join(out, 'predictions.csv'),
    report: join(out, 'report'),
  }
  const run = (title, commandArguments) => runStation(title, [...commandArguments, '--library', paths.library])
  if (!existsSync(paths.library)) await run('Creating a library', ['library', 'create'])
  await run('Filling it with 96 synthetic tracks', ['sample'])
  await run('Deriving labels from social tags', ['labels', 'derive'])
  const training = await run('Freezing a dataset and training the audio network on it', [
    'train',
    '--modality',
    'audio',
    ...(epochs ? ['--epochs', epochs] : []),
  ])
  await run('Exporting the model', ['export', '--run', String(training.runId), paths.model])
  const audio = join(paths.library, 'sample', 'audio')
  const predicted = await run('Predicting the library', ['predict', '--model', paths.model, audio, '--out', paths.predictions])
  await run('Writing a page of results', ['report', '--out', paths.report])
  return { paths, training, predicted }
}

function printMade({ paths, training, predicted }) {
  const lines = [
    'The journey is done. It made:',
    `  library      ${paths.library}`,
    `  run          ${training.runId}: ${training.epochs} epochs with ${training.engine} on ${training.device}`,
    `  model        ${paths.model}`,
    `  predictions  ${paths.predictions} (${predicted.predicted} tracks, ${Number(predicted.realtime).toFixed(0)} × realtime)`,
    `  results      ${paths.report}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Runs one command of the program and gives the JSON value it prints; its progress stays visible. */
function runStation(title, commandArguments) {
  report(`▸ ${title}: circumplex ${commandArguments.join(' ')}`)
  const program = join(describeMachine().root, 'out', 'main', 'cli.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...commandArguments, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output))
      else reject(new Error(`"${title}" did not succeed (exit code ${code}): see above.`))
    })
  })
}

function option(wanted, name) {
  const index = wanted.indexOf(name)
  return index < 0 ? undefined : wanted[index + 1]
}

if (process.argv[1] === fileURLToPath(import.meta.url) && (await prepare({ forWindow: false }))) {
  process.exitCode = (await takeJourney(process.argv.slice(2))) ? 0 : 1
}
