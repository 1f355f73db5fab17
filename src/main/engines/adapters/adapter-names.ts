/** Vulkan drivers and Windows adapters that the processor computes. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|microsoft basic (?:render|display)/i

/** Whether a name of an adapter or of a graphics card stands for one that the processor computes. */
export function isSoftwareName(name: string): boolean {
  return softwareNames.test(name)
}

/**
 * The names of devices that the Vulkan loader offers, in its order, of what it writes with `VK_LOADER_DEBUG=info`.
 * @param output the standard error of a process that opened Vulkan
 * @returns no names where the loader is older than such messages, and where there is no loader
 */
export function namesOfLoader(output: string): string[] {
  const lines = output.split('\n')
  const heading = lines.findLastIndex((line) => line.trim().endsWith('Sorted order:'))
  const names: string[] = []
  for (const line of heading < 0 ? [] : lines.slice(heading + 1)) {
    const name = /^[^[]*\[\d+\]\s+(.*\S)\s*$/.exec(line)?.[1]
    if (name === undefined) break
    names.push(name)
  }
  return names
}

/**
 * The largest buffer that an adapter allows, of what Dawn says when one that is far too large is asked for.
 * @returns bytes; undefined where it says nothing of a limit
 */
export function bufferLimitOf(output: string): number | undefined {
  const limits = [
    ...output.matchAll(/Buffer size \(\d+\) exceeds the max buffer size limit \((\d+)\)/g),
    ...output.matchAll(/is larger than the maximum storage buffer binding size \((\d+)\)/g),
  ].map(([, limit]) => Number(limit))
  return limits.length > 0 ? Math.min(...limits) : undefined
}
