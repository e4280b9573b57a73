"""The plan of the made-up quarter, drawn by hand: metres east and north of its south-west corner."""

from __future__ import annotations

from typing import NamedTuple

Spot = tuple[float, float]


class Street(NamedTuple):
    corners: list[Spot]  # the street runs through them in a soft curve
    tags: dict[str, str] = {"highway": "residential"}
    has_houses: bool = True


class Area(NamedTuple):
    corners: list[Spot]
    tags: dict[str, str]
    is_soft: bool = False  # its outline is a curve


class Spotted(NamedTuple):
    """A point of interest."""

    tags: dict[str, str]
    spot: Spot


MAIN, PATH, WALK = {"highway": "tertiary"}, {"highway": "footway"}, {"highway": "pedestrian"}
LANE = {"highway": "living_street"}

STREETS: dict[str, Street] = {
    "Lindenallee": Street(
        [(30, 566), (180, 552), (330, 548), (560, 560), (760, 574), (900, 566), (1010, 576), (1120, 592), (1244, 600)],
        MAIN,
    ),
    "Schulstraße": Street([(322, 60), (345, 220), (345, 330), (330, 548), (300, 760), (312, 960), (340, 1060)]),
    "Gartenstraße": Street([(90, 338), (345, 330), (560, 302), (760, 330), (960, 350)]),
    "Kirchgasse": Street([(560, 560), (578, 650), (540, 745), (584, 864)], LANE),
    "Am Treffpunkt": Street([(760, 330), (772, 450), (760, 574)]),
    "Gerberweg": Street([(100, 136), (334, 130), (560, 142), (800, 112), (980, 152)]),
    "Mühlbachstraße": Street([(980, 152), (962, 350), (938, 470), (900, 566), (932, 700), (902, 860), (932, 985)]),
    "Rosenweg": Street([(300, 760), (420, 748), (540, 745)]),
    "Bergstraße": Street([(312, 960), (440, 972), (584, 984), (760, 962), (932, 985)]),
    "Amselweg": Street([(560, 142), (578, 222), (560, 302)]),
    "Sonnenhang": Street([(584, 864), (690, 846), (790, 872), (902, 860)]),
    "Bahnhofstraße": Street([(1244, 600), (1216, 720), (1190, 860), (1172, 1010)], MAIN),
    "Weststraße": Street([(100, 136), (90, 338), (76, 562)]),
    "Webergasse": Street([(444, 552), (452, 650), (420, 748)], LANE),
    "Brunnengasse": Street([(452, 650), (510, 660), (578, 650)], LANE),
    "Färberstraße": Street([(345, 220), (450, 212), (578, 222)]),
    "Veilchenweg": Street([(420, 748), (432, 860), (440, 972)]),
    "Ziegelhüttenweg": Street([(962, 350), (1045, 342), (1150, 362), (1262, 404)]),
    "Lerchenweg": Street([(1150, 362), (1128, 480), (1120, 592)]),
    "Gleisweg": Street([(1244, 600), (1270, 500), (1262, 404), (1236, 200)]),
    "Am Sportplatz": Street([(980, 152), (1060, 96), (1160, 90), (1226, 130), (1236, 200)]),
    "Finkenweg": Street([(1216, 720), (1140, 730), (1086, 780), (1096, 860), (1190, 860)]),
    "Kiefernweg": Street([(760, 330), (790, 220), (800, 112)]),
    "Mittelweg": Street([(200, 334), (206, 440), (180, 552)]),
    "Neue Straße": Street([(331, 440), (460, 452), (600, 436), (771, 446)]),
    "Apfelgasse": Street([(560, 302), (548, 370), (556, 445)], LANE),
    "Distelweg": Street([(95, 244), (220, 232), (345, 220)]),
    "Uferweg": Street([(1088, 20), (1034, 130), (1060, 240), (1016, 346), (1010, 470), (986, 574), (962, 700), (1006, 820),
                       (984, 960), (1036, 1080)], PATH, has_houses=False),
    "Lindenplatz": Street([(596, 574), (682, 580), (676, 640), (602, 642), (596, 574)], WALK, has_houses=False),
    "Parkweg": Street([(690, 846), (720, 760), (700, 680), (676, 640)], PATH, has_houses=False),
    "Am Ententeich": Street([(720, 760), (800, 750), (870, 700), (916, 640)], PATH, has_houses=False),
}  # fmt: skip

BROOK = Street([(1110, -40), (1060, 120), (1086, 240), (1040, 346), (1036, 470), (1010, 590), (986, 700), (1030, 820),
                (1010, 960), (1066, 1120)], {"waterway": "stream", "name": "Mühlbach"})  # fmt: skip
RAILWAY = Street([(1276, -40), (1300, 220), (1322, 480), (1290, 700), (1240, 900), (1226, 1120)], {"railway": "rail"})
TRAM = Street([*STREETS["Lindenallee"].corners[:-1], (1236, 640), (1216, 720), (1196, 860), (1178, 1010)],
              {"railway": "tram", "name": "Linie 4"})  # fmt: skip

AREAS: dict[str, Area] = {
    "Lindenpark": Area([(706, 606), (880, 600), (912, 700), (884, 820), (790, 836), (690, 812), (622, 826), (596, 740),
                        (640, 668), (692, 650)], {"leisure": "park"}, True),
    "Ententeich": Area([(752, 690), (800, 668), (846, 690), (838, 730), (786, 742), (748, 724)], {"natural": "water"}, True),
    "Kleingärten Sonnenseite": Area([(60, 780), (262, 772), (274, 1000), (80, 1010)], {"landuse": "allotments"}),
    "Friedhof St. Martin": Area([(462, 790), (530, 780), (556, 866), (560, 950), (466, 944)], {"landuse": "cemetery"}),
    "Sportplatz": Area([(1104, 150), (1206, 140), (1220, 290), (1120, 300)], {"leisure": "pitch", "sport": "soccer"}),
    "Gemeinschaftsgarten Beet und Bohne": Area([(1060, 620), (1110, 616), (1106, 690), (1046, 700)], {"leisure": "garden"}),
    "Spielplatz am Mühlbach": Area([(940, 590), (982, 596), (964, 660), (936, 650)], {"leisure": "playground"}),
    "Spielplatz Veilchenweg": Area([(350, 840), (404, 836), (408, 900), (354, 904)], {"leisure": "playground"}),
    "Gemeinschaftsschule Lindenau": Area([(216, 370), (312, 366), (306, 520), (222, 524)], {"amenity": "school"}),
    "Grünzug am Mühlbach": Area([(1050, 120), (1096, 130), (1100, 230), (1066, 330), (1062, 470), (1030, 560),
                                 (1014, 560), (1020, 460), (1024, 340), (1064, 236)], {"landuse": "grass"}, True),
    "Wäldchen": Area([(1110, 900), (1164, 890), (1150, 1060), (1066, 1070), (1040, 960)], {"landuse": "forest"}, True),
}  # fmt: skip

# Larger houses: their corners, what they are, and their address if the row of houses beside doesn't give it one.
HOUSES: tuple[Area, ...] = (
    Area([(600, 908), (690, 900), (692, 926), (602, 934)], {"addr:street": "Bergstraße", "addr:housenumber": "14"}),
    Area([(720, 896), (800, 900), (798, 926), (718, 922)], {"addr:street": "Bergstraße", "addr:housenumber": "16"}),
    Area([(600, 1010), (688, 1012), (687, 1036), (599, 1034)], {"addr:street": "Bergstraße", "addr:housenumber": "15"}),
    Area([(234, 390), (296, 388), (298, 412), (254, 414), (256, 470), (236, 471)],
         {"building": "school", "addr:street": "Mittelweg", "addr:housenumber": "2"}),
    Area([(600, 690), (628, 676), (636, 694), (628, 716), (606, 724)], {"building": "church"}),
    Area([(640, 72), (690, 68), (693, 98), (643, 101)],
         {"building": "mosque", "addr:street": "Gerberweg", "addr:housenumber": "40"}),
    Area([(788, 400), (836, 396), (838, 440), (790, 444)],
         {"building": "civic", "addr:street": "Am Treffpunkt", "addr:housenumber": "1"}),
    Area([(1256, 700), (1276, 704), (1262, 770), (1242, 766)], {"building": "train_station"}),
    Area([(420, 240), (486, 236), (488, 262), (422, 266)],
         {"building": "kindergarten", "addr:street": "Färberstraße", "addr:housenumber": "9"}),
    Area([(1060, 300), (1100, 296), (1102, 318), (1062, 322)],
         {"building": "sports_centre", "addr:street": "Am Sportplatz", "addr:housenumber": "3"}),
)  # fmt: skip

DAILY = "Mo-Fr 07:00-18:30; Sa 07:00-13:00"
PLACES: dict[str, Spotted] = {
    "Nachbarschaftstreff Linde": Spotted(
        {"amenity": "community_centre", "wheelchair": "yes", "opening_hours": "Tu-Fr 10:00-18:00; Sa 14:00-17:00",
         "addr:street": "Am Treffpunkt", "addr:housenumber": "1"}, (812, 420)),
    "Stadtteilbücherei": Spotted(
        {"amenity": "library", "opening_hours": "Tu-Fr 10:00-18:00; Sa 10:00-13:00", "wheelchair": "yes"}, (640, 536)),
    "Bäckerei Krume": Spotted({"shop": "bakery", "opening_hours": "Tu-Sa 06:30-18:00; Su 08:00-11:00"}, (620, 536)),
    "Kita Regenbogen": Spotted({"amenity": "kindergarten", "opening_hours": "Mo-Fr 07:00-16:30"}, (452, 252)),
    "Gemeinde St. Martin": Spotted(
        {"amenity": "place_of_worship", "religion": "christian", "wheelchair": "limited"}, (616, 700)),
    "Moschee am Gerberweg": Spotted({"amenity": "place_of_worship", "religion": "muslim"}, (666, 84)),
    "Lindenapotheke": Spotted({"amenity": "pharmacy", "opening_hours": DAILY, "wheelchair": "yes"}, (540, 584)),
    "Fahrradladen Speiche": Spotted({"shop": "bicycle", "opening_hours": "Tu-Fr 10:00-18:00; Sa 10:00-14:00"}, (470, 586)),
    "Schneiderei Yıldız": Spotted({"craft": "tailor", "opening_hours": "Mo-Fr 09:00-18:00"}, (744, 500)),
    "Stadtteilbüro": Spotted({"office": "government", "opening_hours": "Mo,Th 09:00-12:00; Tu 14:00-18:00"}, (700, 544)),
    "Pflegedienst Miteinander": Spotted({"healthcare": "nurse", "opening_hours": "Mo-Fr 08:00-16:00"}, (800, 602)),
    "Genossenschaft Sonnenhang": Spotted({"office": "cooperative", "opening_hours": "Tu 09:00-12:00; Th 14:00-18:00"},
                                         (742, 912)),
    "Turnhalle": Spotted({"leisure": "sports_hall"}, (1080, 310)),
    "Wochenmarkt": Spotted({"amenity": "marketplace", "opening_hours": "We,Sa 08:00-13:00"}, (640, 610)),
    "Café Ofenbank": Spotted({"amenity": "cafe", "opening_hours": "We-Su 10:00-18:00", "wheelchair": "yes"}, (590, 600)),
    "Imbiss am Bahnhof": Spotted({"amenity": "fast_food", "opening_hours": "Mo-Su 11:00-22:00"}, (1216, 690)),
    "Jugendraum Bunker": Spotted({"amenity": "community_centre", "opening_hours": "We,Fr 16:00-21:00"}, (1090, 318)),
    "Hausarztpraxis am Lindenplatz": Spotted({"amenity": "doctors", "opening_hours": "Mo-Fr 08:00-12:00"}, (560, 600)),
    "Bücherschrank": Spotted({"amenity": "public_bookcase", "opening_hours": "24/7"}, (664, 628)),
    "Lebensmittelmarkt": Spotted({"shop": "supermarket", "opening_hours": "Mo-Sa 07:00-21:00"}, (1080, 612)),
    "Bahnhof Lindenau-Ost": Spotted({"amenity": "bus_station", "public_transport": "station"}, (1259, 735)),
    "Repair-Werkstatt im Hof": Spotted({"craft": "electronics_repair", "opening_hours": "Th 16:00-19:00"}, (822, 432)),
}  # fmt: skip

OUTLINE: list[Spot] = [(0, 20), (980, 20), (1290, 20), (1318, 480), (1240, 1090), (300, 1090), (30, 1040), (0, 20)]
