// Runs in the browser. Nothing is asked of another origin: no validator badge, no fonts, no analytics.
globalThis.SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  displayRequestDuration: true,
  validatorUrl: 'none',
});
