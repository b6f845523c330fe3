const NAME = 'NetworkFault'

/** The network, not the server, failed: nobody knows whether a command took effect, so it is repeated under its key. */
export function networkFault(message: string, cause?: unknown): Error {
  const fault = new Error(message, { cause })
  fault.name = NAME
  return fault
}

export const isNetworkFault = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === NAME
