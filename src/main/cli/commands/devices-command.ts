import type { Command } from 'commander'
import { describeDevice, type OfferedDevice } from '@shared/domain/device'
import { tableLines } from '../options'
import type { CommandRunner } from '../run-command'

/** `devices`. */
export function addDevicesCommand(program: Command, run: CommandRunner): void {
  program
    .command('devices')
    .description('what this machine can train on; train --device takes an id, a provider or a name')
    .action((_options, command: Command) =>
      run.withoutLibrary(command, async (session) => {
        const { devices, absence } = await session.call('devices.find', {})
        const missing = absence === null ? [] : [`${absence.reason}${absence.mend === null ? '' : ` → ${absence.mend}`}`]
        return { value: devices.map(rowOf), lines: [...tableOf(devices), ...missing] }
      }),
    )
}

function rowOf({ kind: provider, software = false, engines, ...device }: OfferedDevice): object {
  return { ...device, provider, software, engines }
}

function tableOf(devices: readonly OfferedDevice[]): string[] {
  return tableLines(
    ['id', 'name', 'provider', 'vendor', 'memory', 'driver', 'engines'],
    devices.map((device) => [
      device.id,
      describeDevice(device),
      device.kind,
      device.vendor ?? '–',
      device.memoryBytes === undefined ? '–' : `${(device.memoryBytes / 1e9).toFixed(1)} GB`,
      device.driver ?? '–',
      device.engines.join(', '),
    ]),
  )
}
