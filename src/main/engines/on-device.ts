import type { Device } from '@shared/domain/device'
import { asFailure, Failure } from '@shared/domain/failure'

/**
 * Runs work that computes on a device. What a GPU's library throws – a reset of the driver, memory that does not suffice – says nothing
 * of the data: the work can go on elsewhere.
 * @throws Failure `device-lost` with the library's own words for an error of a GPU; anything else as it was thrown
 */
export async function onDevice<Value>(device: Device, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw device.kind === 'cpu' || !isOfDevice(error) ? error : deviceFailed(device, error)
  }
}

/** Whether nobody foresaw an error, and the program's own code did not throw it. */
function isOfDevice(error: unknown): boolean {
  const isOwn = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
  return !isOwn && asFailure(error).code === 'internal' && !(error instanceof Failure)
}

function deviceFailed({ name }: Device, error: unknown): Failure {
  const [reason] = asFailure(error).message.split('\n')
  return new Failure(
    'device-lost',
    `The device “${name}” failed: ${reason}`,
    'Go on with the CPU, or try the device again; if its memory does not suffice, start a run with a smaller batch size.',
    { cause: error },
  )
}
