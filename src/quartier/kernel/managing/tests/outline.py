"""The outline of a small quarter, as people bring it."""

import json

OUTLINE = json.dumps(
    {"type": "Polygon", "coordinates": [[[8.86, 48.59], [8.88, 48.59], [8.88, 48.60], [8.86, 48.60], [8.86, 48.59]]]}
)
