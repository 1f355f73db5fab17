import { computed, onActivated, onDeactivated, onScopeDispose, shallowReactive } from 'vue'
import { keyOf } from './keys'

export interface Command {
  /** As in the key map, such as "import.audio". */
  readonly id: string
  readonly title: string
  /** Heading in the palette, such as "Import". */
  readonly group: string
  readonly run: () => void | Promise<void>
  /** False while the command makes no sense; left out: always enabled. */
  readonly enabled?: () => boolean
}

const registered = shallowReactive(new Map<string, Command>())

/** Whether a command may run now. */
export function isEnabled(command: Command): boolean {
  return command.enabled?.() ?? true
}

/**
 * Words of a query that must all occur in a command's group or title, in any order.
 * @returns the commands that match, those whose title begins with the query first
 */
export function matchCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const textOf = (command: Command): string => `${command.group} ${command.title}`.toLowerCase()
  const matching = commands.filter((command) => words.every((word) => textOf(command).includes(word)))
  const begins = (command: Command): number => (command.title.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return matching.sort((one, other) => begins(one) - begins(other))
}

/** Puts commands into the palette and behind their keys for as long as the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const register = (): void => {
    for (const command of commands) registered.set(command.id, command)
  }
  const remove = (): void => {
    for (const command of commands) if (registered.get(command.id) === command) registered.delete(command.id)
  }
  register()
  onActivated(register)
  onDeactivated(remove)
  onScopeDispose(remove)
}

/** All commands that are there now, and how to run one by its id (false: there is none, or it is disabled). */
export function useCommandList() {
  const commands = computed(() => [...registered.values()])
  function run(id: string): boolean {
    const command = registered.get(id)
    if (!command || !isEnabled(command)) return false
    void command.run()
    return true
  }
  return { commands, run, keyOf }
}
