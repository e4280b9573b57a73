// Whoever sees their notices needs no number on the app's icon any more.
navigator.clearAppBadge?.().catch(() => undefined);
