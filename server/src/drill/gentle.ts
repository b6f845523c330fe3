/** Placeholder until the drill is built. */
export async function startGentleDrill(_url: string) {
  return { stop: async () => {} }
}
