import { probeAdapter } from '../onnx/probe-adapter'

// A program of its own, not a job: what Dawn and the Vulkan loader write on standard error is read by who started it.
void probeAdapter((answer) => void process.stdout.write(`${JSON.stringify(answer)}\n`))
