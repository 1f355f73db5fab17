import { parseNetwork } from '@shared/contract/network'
import { asFailure, fail } from '@shared/domain/failure'
import type { Network } from '@shared/domain/network'
import { ref } from 'vue'

const largestFileBytes = 4_000_000

/**
 * Reads a network from the text of a JSON file.
 * @throws Failure `invalid-argument` when it is no JSON, or names the layer that is not right
 */
export function networkOfText(text: string, fileName: string): Network {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    fail(
      'invalid-argument',
      `${fileName} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      'Begin with “Copy as JSON” of a network of the study.',
    )
  }
  return parseNetwork(value)
}

/** A network of the user's own, read from a file; what is wrong with it stays until another is read. */
export function useOwnNetwork(accept: (network: Network | null) => void) {
  const fileName = ref<string | null>(null)
  const problem = ref<string | null>(null)

  async function read(file: File): Promise<void> {
    try {
      if (file.size > largestFileBytes)
        fail('invalid-argument', `${file.name} is too large for a network.`, 'Choose the JSON file of a network.')
      const network = networkOfText(await file.text(), file.name)
      fileName.value = file.name
      problem.value = null
      accept(network)
    } catch (error) {
      const { message, hint } = asFailure(error)
      problem.value = `${message} ${hint}`
    }
  }

  function drop(): void {
    fileName.value = null
    problem.value = null
    accept(null)
  }

  return { fileName, problem, read, drop }
}
