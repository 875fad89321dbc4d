package import PanelCore

extension FavouriteRefusal: Worded {
    package var english: String {
        switch self {
        case .unknownService: "This service is not offered any more."
        case .tooMany:
            "You have \(Favourites.most.words(in: .english)) favourites, which is the most there can be. Take a star away first."
        }
    }

    package var vietnamese: String {
        switch self {
        case .unknownService: "Dịch vụ này không còn được bán."
        case .tooMany:
            """
            Bạn đã có \(Favourites.most.words(in: .vietnamese)) dịch vụ yêu thích, là số tối đa. Hãy bỏ bớt một dịch vụ \
            trước.
            """
        }
    }
}
