"""The window's own line icons: what is inside a 24 by 24 box, stroked in the current colour."""

from __future__ import annotations

DRAWINGS: dict[str, str] = {
    "sell": '<path d="M4 20h16v-4H4zM6 16l1.5-6h9L18 16M9 10V4h6v6M9.5 13h5"/>',
    "orders": '<path d="M6 3v18l2-1.4L10 21l2-1.4L14 21l2-1.4L18 21V3zM9 8h6M9 12h6"/>',
    "payments": '<path d="M3 6h18v12H3zM3 10h18M6.5 14.5h4"/>',
    "inventory": (
        '<path d="M12 3l8 4.2v9.6L12 21l-8-4.2V7.2zM4 7.2l8 4.3 8-4.3M12 11.5V21M8 5.1l8 4.3"/>'
    ),
    "shipping": (
        '<path d="M2.5 6H14v10H2.5zM14 9.5h4l3.5 3.5v3H14"/><circle cx="7" cy="17.5" '
        'r="2"/><circle cx="17.5" cy="17.5" r="2"/>'
    ),
    "customers": (
        '<circle cx="9" cy="8" r="3.2"/><path d="M3 19c.4-3.6 2.7-5.5 6-5.5s5.6 1.9 6 '
        '5.5M15.5 5.2a3 3 0 010 5.6M17.5 14c2 .7 3.2 2.4 3.5 5"/>'
    ),
    "reports": '<path d="M4 4v16h16M8.5 16v-4M13 16V7M17.5 16v-6"/>',
    "settings": (
        '<circle cx="12" cy="12" r="3"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 '
        '2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1"/>'
    ),
    "scan": '<path d="M3 8V4h4M17 4h4v4M21 16v4h-4M7 20H3v-4M7 8v8M10.3 8v8M13.7 8v8M17 8v8"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "hold": '<circle cx="12" cy="12" r="8.5"/><path d="M10 9v6M14 9v6"/>',
    "recall": '<circle cx="12" cy="12" r="8.5"/><path d="M10.3 8.8v6.4l5-3.2z"/>',
    "discount": '<path d="M3.5 11.8V4h7.8l9.2 9.2-7.8 7.8z"/><circle cx="8" cy="8.5" r="1.3"/>',
    "quantity": '<path d="M9.5 4L7.5 20M16.5 4l-2 16M5 9h15M4 15h15"/>',
    "note": '<path d="M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h4"/>',
    "person": (
        '<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20c.5-4.3 3.3-6.5 7.5-6.5s7 2.2 7.5 6.5"/>'
    ),
    "remove": '<path d="M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6"/>',
    "undo": '<path d="M8.5 5L4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 010 11h-3"/>',
    "redo": '<path d="M15.5 5L20 9.5 15.5 14M20 9.5H10a5.5 5.5 0 000 11h3"/>',
    "cash": (
        '<path d="M3 7h18v10H3z"/><circle cx="12" cy="12" r="2.6"/><path d="M6 10v4M18 10v4"/>'
    ),
    "qr": (
        '<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 '
        '17.5H20V20h-2.5zM20 14v1.5M14 20v-1"/>'
    ),
    "card": '<path d="M3 6h18v12H3zM3 10h18M6.5 14.5h4"/>',
    "print": '<path d="M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z"/>',
    "invoice": '<path d="M6 3h8l4.5 4.5V21H6zM14 3v4.5h4.5M9 12h6M9 15.5h6"/>',
    "next": '<path d="M4 12h15M13.5 6.5L19 12l-5.5 5.5"/>',
    "back": '<path d="M20 12H5M10.5 6.5L5 12l5.5 5.5"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "warning": '<path d="M12 4L2.8 20h18.4zM12 10v5M12 17.3v.4"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.6v.4"/>',
    "tick": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/>',
    "keyboard": '<path d="M2.5 6.5h19v11h-19zM6 10h.5M9.7 10h.6M13.7 10h.6M17.5 10h.5M8 14h8"/>',
    "backspace": '<path d="M8.5 5.5H21v13H8.5L3 12zM11.5 9.5l5 5M16.5 9.5l-5 5"/>',
    "refresh": '<path d="M19.5 8A8.3 8.3 0 1 0 20 13.5M20 3.5V8h-4.5"/>',
    "export": '<path d="M12 15V4M7.5 8L12 3.5 16.5 8M4.5 14v6h15v-6"/>',
    "filter": '<path d="M3.5 5h17l-6.5 8v6.5l-4-2V13z"/>',
    "edit": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>',
    "receive": '<path d="M12 4v11M7.5 10.5L12 15l4.5-4.5M4.5 14v6h15v-6"/>',
    "link": (
        '<path d="M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1.2 1.2M14 10a4 4 0 00-5.7 0l-3 '
        '3a4 4 0 005.7 5.7l1.2-1.2"/>'
    ),
    "open": '<path d="M13.5 4H20v6.5M20 4l-9 9M17 14v6H4V7h6"/>',
    "globe": (
        '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5.2 5 11.8 0 17M12 '
        '3.5c-5 5.2-5 11.8 0 17"/>'
    ),
    "database": (
        '<ellipse cx="12" cy="6" rx="7.5" ry="2.8"/><path d="M4.5 6v12c0 1.6 3.4 2.8 7.5 '
        '2.8s7.5-1.2 7.5-2.8V6M4.5 12c0 1.6 3.4 2.8 7.5 2.8s7.5-1.2 7.5-2.8"/>'
    ),
    "basket": (
        '<path d="M3.5 9.5h17l-2 10.5h-13zM8 9.5L10.5 4M16 9.5L13.5 4M9.5 13v4M14.5 13v4"/>'
    ),
    "star": (
        '<path d="M12 3.8l2.5 5.3 5.7.8-4.1 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8L3.8 9.9l5.7-.8z"/>'
    ),
    "tiles": (
        '<path d="M4 4h6.5v6.5H4zM13.5 4H20v6.5h-6.5zM4 13.5h6.5V20H4zM13.5 13.5H20V20h-6.5z"/>'
    ),
    "import": '<path d="M12 3.5V14M7.5 9.5L12 14l4.5-4.5M4 13v7h16v-7"/>',
    "sparkle": (
        '<path d="M12 3.5l1.9 5.6 5.6 1.9-5.6 1.9L12 18.5l-1.9-5.6L4.5 11l5.6-1.9zM18.5 '
        '16v4M16.5 18h4"/>'
    ),
}
