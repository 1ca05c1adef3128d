import NextAuth from 'next-auth'
import { authOptions } from '#lib/web/auth-options.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

const handle = (request: Request, context: RouteContext): Promise<Response> =>
  NextAuth(authOptions())(request, context)

export { handle as GET, handle as POST }
