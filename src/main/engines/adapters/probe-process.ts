import { execFile } from 'node:child_process'
import { type ProbeAnswer, probeAnswerSchema } from '../../onnx/probe-adapter'

/** What a probe reported, and what the libraries under it wrote on standard error. */
export interface ProbeOutcome extends ProbeAnswer {
  readonly output: string
}

/** Tries WebGPU in a process of its own, with these variables in its environment. */
export type Probe = (environment: Readonly<Record<string, string>>) => Promise<ProbeOutcome>

/** A driver that hangs is not there. */
const patienceMilliseconds = 30_000

/**
 * Probes by the built program `probe-webgpu.js`: a crash of a driver takes its process alone.
 * @param entry its path
 */
export function probeByProcess(entry: string): Probe {
  return (environment) =>
    new Promise((resolve) => {
      const options = {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', VK_LOADER_DEBUG: 'info', ...environment },
        timeout: patienceMilliseconds,
        killSignal: 'SIGKILL',
        windowsHide: true,
      } as const
      execFile(process.execPath, [entry], options, (error, stdout, stderr) => {
        const answer = answerOf(stdout) ?? { opened: false, reason: error?.message ?? 'it gave no answer' }
        resolve({ ...answer, output: stderr })
      })
    })
}

function answerOf(stdout: string): ProbeAnswer | null {
  try {
    return probeAnswerSchema.parse(JSON.parse(stdout.split('\n')[0] ?? ''))
  } catch {
    return null
  }
}
