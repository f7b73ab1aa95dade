"""Invented artists, albums and recordings: what the demo library holds, as written by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArtistEntry:
    """An invented artist and the style all of their pieces are composed in."""

    name: str
    style: str
    genres: tuple[str, ...]
    followers: int
    popularity: int


@dataclass(frozen=True, slots=True)
class AlbumEntry:
    """An album, single or compilation.

    Attributes
    ----------
    artist : str
        Name of its artist.
    released : str
        A year, a month or a day: as precise as the label was.
    titles : tuple of str
        Tracks in order. A title of another album of the artist is the same recording released again; so is a title
        written "Artist: Title" on a compilation.
    """

    artist: str
    name: str
    kind: str
    released: str
    label: str
    titles: tuple[str, ...]


ARTISTS = (
    ArtistEntry("Marlow & the Tidewater", "folk", ("indie folk", "folk"), 48_210, 46),
    ArtistEntry("Élodie Vasseur", "ballad", ("chanson", "french pop"), 191_400, 57),
    ArtistEntry("Søren Halvkjær", "ambient", ("ambient", "nordic ambient"), 22_870, 38),
    ArtistEntry("Los Faroles del Norte", "bossa", ("latin jazz", "bossa nova"), 75_033, 44),
    ArtistEntry("灯台クラブ", "synth pop", ("japanese synth pop", "city pop"), 310_552, 61),
    ArtistEntry("Vantage Nine", "house", ("deep house", "house"), 128_904, 53),
    ArtistEntry("Crates & Kerosene", "lofi", ("lo-fi beats",), 402_118, 64),
    ArtistEntry("The Hollow Pines", "rock", ("garage rock", "indie rock"), 66_741, 49),
    ArtistEntry("Trio Žofie Nováčkové", "swing", ("swing", "vocal jazz"), 9_305, 27),
    ArtistEntry("Pixel Orchard", "chip", ("chiptune",), 17_660, 33),
    ArtistEntry("Ольга Северина", "waltz", ("chamber music",), 5_412, 21),
    ArtistEntry("Subarctic", "breakbeat", ("drum and bass", "breakbeat"), 54_988, 42),
)

ALBUMS = (
    AlbumEntry("Marlow & the Tidewater", "Salt on the Windowsill", "album", "2016-05-13", "Lantern Street", (
        "Ferryman's Daughter", "Salt on the Windowsill", "Eleven Miles to Harrow", "The Orchard Gate", "Wren Song",
        "Paper Boats",
    )),
    AlbumEntry("Élodie Vasseur", "Les heures pâles", "album", "2019-10-04", "Disques Verveine", (
        "Minuit moins le quart", "Les heures pâles", "À l'ombre du tilleul", "Rue des Écluses", "Ça reviendra",
    )),
    AlbumEntry("Søren Halvkjær", "Fjordlys", "album", "2013", "Nordkyst", (
        "Fjordlys", "Første sne", "Under isen", "Måneskin på Grå Sten", "Østenvind",
    )),
    AlbumEntry("Los Faroles del Norte", "Calle sin Nombre", "album", "2008-06", "Mirador", (
        "Calle sin nombre", "Mañana en el puerto", "El último tranvía", "Farolito", "Café de las seis",
    )),
    AlbumEntry("灯台クラブ", "夜の港", "album", "2021-08-25", "Umibe Records", (
        "夜の港", "最終フェリー", "ネオンの雨", "Lighthouse Radio", "さよならスカイライン", "青い切符",
    )),
    AlbumEntry("Vantage Nine", "Glass Elevator", "album", "2018-02-23", "Parallel Motion", (
        "Glass Elevator", "Third Floor Lights", "Concourse", "Afterimage", "Slow Exit", "Mezzanine",
    )),
    AlbumEntry("Crates & Kerosene", "Rain on Tape", "album", "2020-11-06", "Attic Window", (
        "Rain on Tape", "Half a Sandwich", "Bus 42, Upper Deck", "Grandma's Radio", "Nap Weather", "Quarter to Later",
    )),
    AlbumEntry("The Hollow Pines", "Matches in the Glovebox", "album", "2011-03-18", "Rust Belt Sound", (
        "Matches in the Glovebox", "Copperhead Road Sign", "Nothing Left to Paint", "Engine Block Heart",
        "Last Call at the Astoria",
    )),
    AlbumEntry("Trio Žofie Nováčkové", "Kavárna U Zlaté Lyžičky", "album", "1997", "Stará Deska", (
        "Kavárna U Zlaté Lyžičky", "Žluté střevíce", "Tramvaj číslo devět", "Blues pro Žofii",
    )),
    AlbumEntry("Pixel Orchard", "Cartridge Harvest", "album", "2015-09-01", "Eight Bit Barn", (
        "Press Start to Plough", "Boss of the Beehive", "Warp Pumpkin", "Save Point Sunset",
    )),
    AlbumEntry("Ольга Северина", "Зимние вальсы", "album", "2004-12", "Северный Двор", (
        "Зимний вальс", "Часы на башне", "Письмо из Вологды", "Последний снег",
    )),
    AlbumEntry("Subarctic", "Permafrost", "album", "2022-01-21", "Coldframe", (
        "Permafrost", "Whiteout", "Aurora Static", "Snowblind at 174",
    )),
    AlbumEntry("Vantage Nine", "Concourse", "single", "2017-11-10", "Parallel Motion", ("Concourse",)),
    AlbumEntry("灯台クラブ", "ネオンの雨", "single", "2021-06-02", "Umibe Records", ("ネオンの雨",)),
    AlbumEntry("Élodie Vasseur", "Ça reviendra", "single", "2019-08-30", "Disques Verveine", ("Ça reviendra",)),
    AlbumEntry("Crates & Kerosene", "Night Ferry: Last Boat Music", "compilation", "2023-05-05", "Lantern Street", (
        "Marlow & the Tidewater: Ferryman's Daughter", "灯台クラブ: 最終フェリー",
        "Crates & Kerosene: Quarter to Later",
    )),
)  # fmt: skip

GUESTS = {
    "Third Floor Lights": ("Élodie Vasseur",),
    "Lighthouse Radio": ("Pixel Orchard",),
    "Grandma's Radio": ("Trio Žofie Nováčkové",),
}
"""Recordings with a second artist."""

OUTSIDE_STYLES = ("folk", "house")
"""Pieces that nobody released: the library does not hold them."""
