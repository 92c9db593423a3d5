import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** For work on the pages: `vite` serves them and asks an API that runs beside it. */
const api = process.env['DUBAN_API'] ?? 'http://127.0.0.1:8080';

// A default export is what vite reads.
export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': api } },
  build: { target: 'es2022', chunkSizeWarningLimit: 900 },
});
