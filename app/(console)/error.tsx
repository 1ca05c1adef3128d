'use client'
import ErrorPage from '../error.tsx'

export default ErrorPage
