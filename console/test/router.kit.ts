import { createMemoryHistory, createRouter } from 'vue-router'

const nothing = { render: () => null }
/** The house's pages by name, none of which is shown: a test sees where it was led to. */
export const aRouter = () =>
  createRouter({
    history: createMemoryHistory(),
    routes: ['desk', 'evaluation', 'shift-report', 'fallback', 'replay'].map((name) => ({
      ...{ path: name === 'desk' ? '/' : `/${name}`, name, component: nothing },
    })),
  })
