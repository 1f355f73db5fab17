import { fail } from '@shared/domain/failure'
import type { Graph } from './graph'

/**
 * Makes sure that a graph can run: every edge is made once, before it is used, and every output is made.
 * @throws Failure 'internal' that names the edge and the operator
 */
export function checkGraph(graph: Graph): void {
  const known = new Set<string>()
  const make = (edge: string, maker: string): void => {
    if (edge === '') return
    if (known.has(edge)) reject(graph, `the edge '${edge}' is made twice, the second time by ${maker}`)
    known.add(edge)
  }
  for (const input of graph.inputs) make(input.name, 'an input')
  for (const initializer of graph.initializers) make(initializer.name, 'a constant')
  for (const node of graph.nodes) {
    const missing = node.inputs.find((edge) => edge !== '' && !known.has(edge))
    if (missing !== undefined) reject(graph, `the operator ${node.operator} reads '${missing}', which nothing before it makes`)
    for (const edge of node.outputs) make(edge, `the operator ${node.operator}`)
  }
  const unmade = graph.outputs.find((output) => !known.has(output.name))
  if (unmade) reject(graph, `nothing makes the output '${unmade.name}'`)
}

function reject(graph: Graph, reason: string): never {
  fail('internal', `The graph '${graph.name}' cannot run: ${reason}.`, 'Copy diagnostics from the Help menu and report this.')
}
