import type { Command } from 'commander'
import { type CommonOptions, type CommandRunner, exitCodes } from '../run-command'

const marks = { ok: '✓', absent: '–', missing: '✗' } as const

/** `doctor`. */
export function addDoctorCommand(program: Command, run: CommandRunner): void {
  program
    .command('doctor')
    .description(
      'try what the program is built on (SQLite, TensorFlow, ONNX Runtime, GPU, ffmpeg, disk space); exit 1 when something is missing',
    )
    .action((_options, command: Command) => {
      const work: Parameters<CommandRunner['withoutLibrary']>[1] = async (session) => {
        const findings = await session.call('doctor.examine', null)
        const missing = findings.filter(({ state }) => state === 'missing')
        if (missing.length > 0) process.exitCode = exitCodes.failed
        const width = Math.max(...findings.map(({ name }) => name.length))
        const lines = findings.map(
          ({ name, state, detail, mend }) => `${marks[state]} ${name.padEnd(width)}  ${detail}${mend === undefined ? '' : `   → ${mend}`}`,
        )
        return {
          value: findings,
          lines: [
            ...lines,
            missing.length === 0 ? 'Everything that is needed is there.' : `Missing: ${missing.map(({ name }) => name).join(', ')}.`,
          ],
        }
      }
      return command.optsWithGlobals<CommonOptions>().library === undefined
        ? run.withoutLibrary(command, work)
        : run.withLibrary(command, work)
    })
}
