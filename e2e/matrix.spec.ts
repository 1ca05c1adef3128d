import { expect } from '@playwright/test'
import { demoPassword, test } from './journey.ts'
import { callAction, callRoute, type Told } from './matrix/call.ts'
import { addUser, type Caller, openCallers, openCookie, roles } from './matrix/callers.ts'
import { actions, type Method, type Needs, routes } from './matrix/expected.ts'
import { readActions, readRoutes } from './matrix/read-build.ts'

test.use({ role: null })

const own = process.env.E2E_BASE_URL ?? ''
/** The same host by another scheme is another site. */
const otherScheme = own.replace('http:', 'https:')
const foreign = 'https://elsewhere.example'
const built = readActions()
let callers: Caller[]
let cases = 0

test.beforeAll(async () => {
  callers = await openCallers(built)
})
test.afterAll(() => console.log(`matrix: ${cases} cases tried`))

const may = ({ role }: Caller, needs: Needs): boolean =>
  needs === 'anybody' || (role !== null && roles.indexOf(role) >= roles.indexOf(needs))

/** Tries all, a few at once; each gives what is wrong, if anything. */
async function tryAll(tries: (() => Promise<string | undefined>)[]): Promise<void> {
  const wrong: string[] = []
  const waiting = [...tries]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      cases++
      const found = await next()
      if (found) wrong.push(found)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  expect(wrong).toEqual([])
}

test('the lists have every action and route of the build, and nothing else', () => {
  expect(built.map(({ name }) => name).sort()).toEqual(Object.keys(actions).sort())
  expect(readRoutes().sort()).toEqual(Object.keys(routes).sort())
})

/** An input that no schema takes: who may call is decided before it is read. */
const nothing = null
const refusals = ['forbidden', 'signed_out', 'bad_origin', 'no result']
const isAdmitted = ({ status, code }: Told): boolean =>
  status < 400 && !(code && refusals.includes(code))

test('every action with every caller, from every origin', async () => {
  test.setTimeout(900_000)
  const origins = [own, undefined, foreign, otherScheme, 'null']
  await tryAll(
    built.flatMap((action) =>
      callers.flatMap((caller) =>
        origins.map((origin) => async () => {
          const from = { cookie: caller.cookie, ...(origin === undefined ? {} : { origin }) }
          const told = await callAction(action, nothing, from)
          const wanted = origin === own && may(caller, actions[action.name] ?? 'administrator')
          if (isAdmitted(told) === wanted) return undefined
          return `${action.name} by ${caller.name} from ${origin}: ${told.status} ${told.code}`
        }),
      ),
    ),
  )
})

const sameSite: Record<string, string> = { 'sec-fetch-site': 'same-origin' }
const crossSite = { 'sec-fetch-site': 'cross-site', origin: foreign }

/** What is wrong with an answer to a caller who may, or may not, have this. */
function judge(answer: Response, allowed: boolean, caller: Caller, needs: Needs, isPage: boolean) {
  const { status, headers } = answer
  if (headers.has('access-control-allow-origin')) return 'lets other sites read it'
  if (isPage && headers.get('x-frame-options') !== 'DENY') return 'may be framed'
  if (status >= 500) return `status ${status}`
  // Who is signed in is led on from the sign-in page.
  if (needs === 'anybody') return undefined
  if (allowed) return [401, 403, 307].includes(status) ? `refused with ${status}` : undefined
  if (caller.role === null && isPage)
    return headers.get('location')?.includes('/sign-in') ? undefined : `status ${status}`
  return status === 401 || status === 403 ? undefined : `let in with ${status}`
}

test('every page and route with every caller, from this site and another', async () => {
  test.setTimeout(900_000)
  await tryAll(
    Object.entries(routes).flatMap(([path, { needs, methods }]) =>
      callers.flatMap((caller) =>
        (methods ?? (['GET'] as Method[])).flatMap((method) =>
          [{}, sameSite, crossSite].map((from) => async () => {
            const posts = method === 'POST' && needs !== 'anybody'
            const sent = posts && from === sameSite ? { ...from, origin: own } : from
            const answer = await callRoute(path, method, { ...sent, cookie: caller.cookie })
            // Links from elsewhere may lead to a page; what is fetched must be asked for by our own.
            const ownOnly = methods !== undefined && needs !== 'anybody'
            const fits = ownOnly && (posts ? from === sameSite : from !== crossSite)
            const allowed = may(caller, needs) && (fits || !ownOnly)
            const wrong = judge(answer, allowed, caller, needs, methods === undefined)
            const where = from === crossSite ? 'another site' : JSON.stringify(from)
            return wrong && `${method} ${path} by ${caller.name} from ${where}: ${wrong}`
          }),
        ),
      ),
    ),
  )
})

test('methods that a route does not have are refused to everybody', async () => {
  await tryAll(
    Object.entries(routes).flatMap(([path, { methods }]) =>
      ['POST', 'PUT', 'PATCH', 'DELETE']
        .filter((method) => methods && !methods.includes(method as Method))
        .map((method) => async () => {
          const cookie = callers.find(({ role }) => role === 'administrator')?.cookie ?? ''
          const { status } = await callRoute(path, method, { cookie, origin: own })
          return status === 405 ? undefined : `${method} ${path}: ${status}`
        }),
    ),
  )
})

test('a changed password ends every session of the user at the next request', async () => {
  const admin = callers.find(({ role }) => role === 'administrator')?.cookie ?? ''
  const { email, password } = await addUser(built, admin, 'viewer')
  const [one, other] = [await openCookie(email, password), await openCookie(email, password)]
  const open = async (cookie: string) =>
    (await callRoute('/api/batches/[id]', 'GET', { cookie })).status
  expect([await open(one), await open(other)]).toEqual([404, 404])
  const change = built.find(({ name }) => name === 'account#change')
  if (!change) throw new Error('there is no account#change')
  const next = `${demoPassword()} and more`
  const input = { current: password, next, repeat: next }
  expect(await callAction(change, input, { cookie: one, origin: own })).not.toHaveProperty('code')
  expect([await open(one), await open(other)]).toEqual([401, 401])
})
